import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '@fleetman/toolkit/testing';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Milliseconds between two looks at a program that starts. */
const lookEveryMs = 100;

/** A program of ours as a process of its own, on a port of its own. */
export class Program {
  readonly url: string;
  readonly #process: ChildProcess;
  readonly #lines: string[];

  private constructor(url: string, child: ChildProcess, lines: string[]) {
    this.url = url;
    this.#process = child;
    this.#lines = lines;
  }

  /**
   * Starts `script`, named from the repository's folder, and resolves when it is ready; rejects with
   * what it wrote when it ends before that or is not ready within a minute.
   */
  static async start(
    script: string,
    environment: Record<string, string> = {},
    port?: number,
  ): Promise<Program> {
    const chosen = port ?? (await freePort());
    const child = spawn(process.execPath, [script], {
      cwd: root,
      env: { ...process.env, LOG_FORMAT: 'text', ...environment, PORT: String(chosen) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const program = new Program(`http://127.0.0.1:${chosen}`, child, []);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        program.#lines.push(chunk.toString());
        // The end of what it says is what a failure needs.
        if (program.#lines.length > 500) program.#lines.shift();
      });
    }
    await program.#whenReady(script);
    return program;
  }

  /** What the program wrote last. */
  get output(): string {
    return this.#lines.join('');
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Ends it as a user or a cluster would, or with SIGKILL as a crash would. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill(signal);
    await ended;
  }

  /** Holds it still, as a machine out of memory does: its sockets stay open and nothing is answered. */
  hang(): void {
    this.#process.kill('SIGSTOP');
  }

  /** Lets it go on after {@link hang}. */
  goOn(): void {
    this.#process.kill('SIGCONT');
  }

  async #whenReady(script: string): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (!(await this.#isReady())) {
      if (this.#process.exitCode !== null || Date.now() > deadline) {
        await this.stop('SIGKILL');
        throw new Error(`${script} did not become ready:\n${this.output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }

  async #isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/health/ready`)).ok;
    } catch {
      // Nobody listens yet.
      return false;
    }
  }
}

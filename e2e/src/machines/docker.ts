import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** How a command ended, and what it wrote. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `docker` and resolves when it ended, whatever its code; it is killed after two minutes. */
export async function dockerEnd(...args: readonly string[]): Promise<Ended> {
  try {
    const said = await execute('docker', args, { timeout: 120_000, maxBuffer: 64 * 1024 * 1024 });
    return { code: 0, ...said };
  } catch (error) {
    // What a failed child process rejects with, as Node documents it; a string where none was started.
    const { code, stdout, stderr } = error as Partial<Ended> & { code?: number | string };
    if (typeof code !== 'number') throw error;
    return { code, stdout: stdout ?? '', stderr: stderr ?? '' };
  }
}

/** What `docker` writes to its standard output; rejects with the command and all it said on failure. */
export async function docker(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await dockerEnd(...args);
  if (code === 0) return stdout.trim();
  throw new Error(`docker ${args.join(' ')} failed (${code})\n${stderr}${stdout}`);
}

/** Why Docker cannot be used here; empty where it can. */
export async function findDockerTrouble(): Promise<string> {
  try {
    const { code } = await dockerEnd('info');
    return code === 0 ? '' : 'the Docker engine does not answer';
  } catch (error) {
    return `there is no docker here (${String(error)})`;
  }
}

/** A container that runs in the background. */
export class Container {
  readonly id: string;

  private constructor(id: string) {
    this.id = id;
  }

  /** Resolves once it was started; what it then does is told by {@link log}. */
  static async start(
    image: string,
    options: readonly string[],
    command: readonly string[] = [],
  ): Promise<Container> {
    return new Container(await docker('run', '--detach', ...options, image, ...command));
  }

  /** Where a published port can be reached from here. */
  async url(port = 8080): Promise<string> {
    return `http://${await docker('port', this.id, `${port}/tcp`)}`;
  }

  /** The lines on its standard output, or on standard error. */
  async log(stream: 'stdout' | 'stderr' = 'stdout'): Promise<readonly string[]> {
    const said = await dockerEnd('logs', this.id);
    return said[stream].split('\n').filter((line) => line !== '');
  }

  execute(...command: readonly string[]): Promise<Ended> {
    return dockerEnd('exec', this.id, ...command);
  }

  /** One field of what Docker knows of it, by a template like `{{.State.Running}}`. */
  inspect(template: string): Promise<string> {
    return docker('inspect', '--format', template, this.id);
  }

  /** Stops it as a cluster does, with 30 s to finish; says how long it took and how it ended. */
  async stop(): Promise<{ readonly seconds: number; readonly code: number }> {
    const before = performance.now();
    await docker('stop', '--time', '30', this.id);
    const seconds = (performance.now() - before) / 1_000;
    return { seconds, code: Number(await this.inspect('{{.State.ExitCode}}')) };
  }

  /** Resolves with the code of a container that ends by itself. */
  async ended(): Promise<number> {
    return Number(await docker('wait', this.id));
  }

  async remove(): Promise<void> {
    await docker('rm', '--force', '--volumes', this.id);
  }
}

import { once } from 'node:events';
import type { Observed } from '../measuring/observed-process.ts';
import { spawnNode, stopProcess } from './service-process.ts';

/** What a helper is asked, and what it answers. Shared by both ends of the pipe. */
interface Message {
  readonly id: number;
  readonly task: string;
  readonly argument: unknown;
}

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** A program of the bench as a process of its own, so that its CPU is told apart. */
export class HelperProcess implements Observed {
  readonly name: string;
  readonly pid: number;
  readonly #child;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #count = 0;

  private constructor(name: string, child: ReturnType<typeof spawnNode>) {
    this.name = name;
    this.pid = child.pid ?? 0;
    this.#child = child;
    // Helpers are our own programs and send nothing else.
    child.on('message', (message) => {
      this.#settle(message as Answer);
    });
    child.once('exit', (code) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`${name} ended: ${code}`));
    });
  }

  /** Starts `bench/dist/<file>.js`, and resolves when it answers. */
  static async start(options: {
    readonly name: string;
    readonly file: string;
    readonly profileFile?: string | undefined;
    readonly environment?: Readonly<Record<string, string>> | undefined;
  }): Promise<HelperProcess> {
    const { name, file, profileFile, environment = {} } = options;
    const child = spawnNode({ script: `bench/dist/${file}.js`, environment, profileFile });
    const ended = once(child, 'exit').then(() => {
      throw new Error(`${file} ended before it was ready`);
    });
    await Promise.race([once(child, 'message'), ended]);
    // It ends some time; then nobody waits for this any more.
    ended.catch(() => undefined);
    return new HelperProcess(name, child);
  }

  /** Has it do a task; the caller knows what its answer looks like. */
  async ask<Result>(task: string, argument: unknown = {}): Promise<Result> {
    const id = ++this.#count;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    this.#child.send({ id, task, argument } satisfies Message);
    return (await waiting.promise) as Result;
  }

  async stop(): Promise<void> {
    this.#waiting.clear();
    await stopProcess(this.#child);
  }

  #settle({ id, result, error }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(`${this.name}: ${error}`));
  }
}

/** A task of a helper. Its argument is what the bench sends it. */
export type Task = (argument: never) => unknown;

/** The other end: answers tasks by their names until the bench ends. */
export function serveTasks(tasks: Readonly<Record<string, Task>>, close: () => unknown): void {
  process.on('message', (message) => {
    // The bench sends nothing else.
    void answer(message as Message);
  });
  const end = async (): Promise<void> => {
    await close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void end());
  process.once('disconnect', () => void end());
  process.send?.('ready');

  /** When the bench is gone nobody waits for an answer, and this process ends too. */
  function send(given: Answer): void {
    process.send?.(given, undefined, undefined, () => undefined);
  }

  async function answer({ id, task, argument }: Message): Promise<void> {
    try {
      const result = await tasks[task]?.(argument as never);
      send({ id, result });
    } catch (error) {
      send({ id, error: String(error) });
    }
  }
}

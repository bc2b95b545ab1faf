import { Worker } from 'node:worker_threads';
import { describeError } from '@fleetman/toolkit';
import { describeFailure, isOfFile } from './describe-failure.ts';
import type {
  SqlStep,
  StepResult,
  ThreadAnswer,
  ThreadData,
  ThreadRequest,
} from './sqlite-requests.ts';

/** A database file could not do what it was asked for. */
export class SqliteError extends Error {
  override readonly name = 'SqliteError';
  /** Whether the file cannot be used; otherwise a statement was wrong, or broke a constraint. */
  readonly isOutage: boolean;

  constructor(message: string, isOutage = true) {
    super(message);
    this.isOutage = isOutage;
  }
}

/** In tests this file, and so the thread's program, is TypeScript. */
const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const program = new URL(`./sqlite-thread.${ending}`, import.meta.url);

/** One thread with one connection to a database file. */
export class SqliteThreadLink {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, PromiseWithResolvers<readonly StepResult[]>>();
  readonly #opened = Promise.withResolvers<undefined>();
  readonly #ended: Promise<unknown>;
  #lastId = 0;
  #isOver = false;

  /** @param onEnd called when the thread has ended although nobody closed it. */
  constructor(data: ThreadData, onEnd: (reason: string) => void) {
    this.#worker = new Worker(program, { workerData: data });
    this.#worker.on('message', (answer: ThreadAnswer) => {
      this.#take(answer);
    });
    this.#worker.on('error', (error: unknown) => {
      const reason = `its thread failed: ${describeError(error)}`;
      this.#end(reason);
      onEnd(reason);
    });
    this.#ended = new Promise((resolve) => this.#worker.once('exit', resolve));
    void this.#ended.then(() => {
      this.#end('it was closed');
    });
    // The one who opened the thread awaits this; it may have ended before.
    this.#opened.promise.catch(() => undefined);
  }

  /** Resolves when the file is open; rejects with a {@link SqliteError} that says why it cannot be. */
  get opened(): Promise<unknown> {
    return this.#opened.promise;
  }

  /** Runs steps in one transaction, after all that was asked for before. */
  run(steps: readonly SqlStep[]): Promise<readonly StepResult[]> {
    if (this.#isOver) return Promise.reject(new SqliteError('it was closed'));
    const answer = Promise.withResolvers<readonly StepResult[]>();
    const id = (this.#lastId += 1);
    this.#waiting.set(id, answer);
    this.#worker.postMessage({ id, steps } satisfies ThreadRequest);
    return answer.promise;
  }

  /** Resolves when all that was asked for is done and the file is closed. */
  async close(): Promise<void> {
    if (!this.#isOver) this.#worker.postMessage({ id: 0, steps: 'close' } satisfies ThreadRequest);
    await this.#ended;
  }

  #take(answer: ThreadAnswer): void {
    switch (answer.kind) {
      case 'opened':
        this.#opened.resolve(undefined);
        break;
      case 'refused':
        this.#opened.reject(new SqliteError(describeFailure(answer.failure)));
        break;
      case 'done':
        this.#settle(answer.id)?.resolve(answer.results);
        break;
      case 'failed':
        this.#settle(answer.id)?.reject(
          new SqliteError(describeFailure(answer.failure), isOfFile(answer.failure)),
        );
        break;
      default:
        answer satisfies never;
    }
  }

  #settle(id: number): PromiseWithResolvers<readonly StepResult[]> | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #end(reason: string): void {
    this.#isOver = true;
    this.#opened.reject(new SqliteError(reason));
    for (const waiting of this.#waiting.values()) waiting.reject(new SqliteError(reason));
    this.#waiting.clear();
  }
}

import { backOffDelay, patientBackOff, type BackOff } from './back-off.ts';
import { pause } from './pause.ts';

/** What {@link PacedWork} measures and waits by. */
export interface PaceClock {
  /** Milliseconds that never go back. */
  now(): number;
  /** As `pause` of this library. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

/** How {@link PacedWork} works. */
export interface PacedWorkOptions {
  /** Does all that was asked for until it is called. If it rejects it is called again. */
  readonly work: () => Promise<void>;
  /** After a run of t ms the next begins `rest` × t ms later at the earliest: 4 is a fifth of the time. */
  readonly rest: number;
  /** No rest is longer, in milliseconds: a run that waited for a slow server must not hold the next one up. Default 1,000. */
  readonly longestRestMs?: number;
  /** Pauses between runs that fail. */
  readonly backOff?: BackOff;
  /** Hears of each run that failed; must not throw. */
  readonly onFailure?: (error: unknown) => void;
  readonly clock?: PaceClock;
}

const systemClock: PaceClock = { now: () => performance.now(), pause };

/**
 * Work that takes at most a share of the time, as long as its runs are short. If it is asked for while idle it begins at once; if it
 * is asked for during a run or the rest after it, however often, it runs once more after the rest.
 *
 * @example
 * const writing = new PacedWork({ work: () => writeChanges(), rest: 4 });
 * writing.ask();
 * await writing.close();
 */
export class PacedWork {
  readonly #options: PacedWorkOptions;
  readonly #clock: PaceClock;
  #isAsked = false;
  #isRunning = false;
  #isClosing = false;
  #failures = 0;
  /** Aborted to end the present rest. */
  #rest = new AbortController();
  #endOfRun: PromiseWithResolvers<void> = Promise.withResolvers();
  #loop: Promise<void> | undefined;

  constructor(options: PacedWorkOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /** Has the work done: at once, or after the present run and its rest. After `close` it does nothing. */
  ask(): void {
    if (this.#isClosing) return;
    this.#isAsked = true;
    this.#loop ??= this.#work();
  }

  /** Resolves when what was asked for is done, or has failed once more; does not wait for the rest. */
  async settled(): Promise<void> {
    if (this.#isRunning) await this.#endOfRun.promise;
    if (!this.#isAsked) return;
    this.#rest.abort();
    await this.#endOfRun.promise;
  }

  /** Does what was asked for, unless it fails once more, and ends. Can be called twice. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.settled();
    this.#isAsked = false;
    this.#rest.abort();
    await this.#loop;
  }

  async #work(): Promise<void> {
    while (this.#isAsked) {
      const restMs = await this.#run();
      this.#rest = new AbortController();
      const { resolve } = this.#endOfRun;
      this.#endOfRun = Promise.withResolvers();
      this.#isRunning = false;
      resolve();
      await this.#clock.pause(restMs, this.#rest.signal);
    }
    this.#loop = undefined;
  }

  /** Runs the work once; resolves with how long to rest. */
  async #run(): Promise<number> {
    this.#isAsked = false;
    this.#isRunning = true;
    const start = this.#clock.now();
    try {
      await this.#options.work();
      this.#failures = 0;
      const { rest, longestRestMs = 1_000 } = this.#options;
      return Math.min(rest * (this.#clock.now() - start), longestRestMs);
    } catch (error) {
      this.#isAsked = true;
      this.#failures += 1;
      this.#options.onFailure?.(error);
      return backOffDelay(this.#failures, this.#options.backOff ?? patientBackOff);
    }
  }
}

import type { PaceClock } from './paced-work.ts';

/** How a {@link PacedAnswer} is made. */
export interface PacedAnswerOptions<T> {
  /** Makes the answer as it is now, perhaps from the one before. */
  readonly make: (before: T | undefined) => Promise<T>;
  /** Whether an answer still says how it is. Cheap: it is called for each who asks. */
  readonly isCurrent: (answer: T) => boolean;
  /** After t ms of making the next begins `rest` × t ms later at the earliest: 4 is a fifth of the time. */
  readonly rest: number;
  readonly clock?: Pick<PaceClock, 'now'>;
}

/** No answer is kept for longer because it took long to make, in milliseconds. */
const longestRestMs = 1_000;

/**
 * One answer for all who ask, made when somebody asks and something has changed: at once if it has rested,
 * else all are given the one before, which is as old as its rest at most.
 *
 * @example
 * const list = new PacedAnswer({ make: () => write(), isCurrent: ({ version }) => version === store.version, rest: 4 });
 * const text = await list.get();
 */
export class PacedAnswer<T> {
  readonly #options: PacedAnswerOptions<T>;
  readonly #now: () => number;
  #answer: { readonly value: T } | undefined;
  #making: Promise<T> | undefined;
  #restsUntil = -Infinity;

  constructor(options: PacedAnswerOptions<T>) {
    this.#options = options;
    const { clock } = options;
    this.#now = clock ? () => clock.now() : () => performance.now();
  }

  /** The answer itself while it need not be made, else a promise that rejects as `make` does. */
  get(): T | Promise<T> {
    const known = this.#answer;
    if (known && (this.#options.isCurrent(known.value) || this.#now() < this.#restsUntil)) {
      return known.value;
    }
    this.#making ??= this.#make().finally(() => {
      this.#making = undefined;
    });
    return this.#making;
  }

  async #make(): Promise<T> {
    const start = this.#now();
    const value = await this.#options.make(this.#answer?.value);
    this.#answer = { value };
    const end = this.#now();
    this.#restsUntil = end + Math.min(this.#options.rest * (end - start), longestRestMs);
    return value;
  }
}

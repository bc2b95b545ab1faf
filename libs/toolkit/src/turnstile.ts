/** Lets so many pieces of work run at once; the others wait, in the order in which they came. */
export class Turnstile {
  #places: number;
  /** In the order of their insertion. */
  readonly #waiting = new Set<() => void>();

  constructor(places: number) {
    this.#places = places;
  }

  /** How many wait for a place. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * Rejects as the work does. Who leaves while waiting (`signal`) gives the place in the line up: it
   * rejects with the signal's reason, and the work is never begun.
   */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    if (this.#places > 0) this.#places -= 1;
    else await this.#waitForPlace(signal);
    try {
      return await work();
    } finally {
      const [next] = this.#waiting;
      if (next) next();
      else this.#places += 1;
    }
  }

  /** Lets each piece of a source through on its own: who is slow with one holds up nobody. */
  async *each<T>(
    source: AsyncIterable<T>,
    signal?: AbortSignal,
  ): AsyncGenerator<T, void, undefined> {
    const pieces = source[Symbol.asyncIterator]();
    try {
      for (;;) {
        const piece = await this.run(() => pieces.next(), signal);
        if (piece.done === true) return;
        yield piece.value;
      }
    } finally {
      await pieces.return?.();
    }
  }

  #waitForPlace(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.delete(begin);
        // What an AbortSignal gives as its reason is an error unless somebody chose otherwise.
        reject(signal?.reason as Error);
      };
      const begin = (): void => {
        this.#waiting.delete(begin);
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      this.#waiting.add(begin);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }
}

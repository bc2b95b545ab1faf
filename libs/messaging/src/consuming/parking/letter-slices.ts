import type { DeadLetter } from '../../dead-letter.ts';

/** The most that is sent before the broker has confirmed it. */
const maxSlice = { letters: 100, bytes: 1024 * 1024 } as const;

/**
 * The dead letters of a batch on their way to the broker, slice by slice. A slice that was confirmed is
 * done, whatever becomes of the next; after a failure they are smaller, so that even a broker with time for
 * one letter a try gets on.
 */
export class LetterSlices {
  readonly #letters: DeadLetter[];
  #most: number = maxSlice.letters;

  constructor(letters: readonly DeadLetter[]) {
    this.#letters = [...letters];
  }

  /** Sends what was not confirmed before. Rejects as `park` does, and can then be called again. */
  async sendAll(park: (letters: readonly DeadLetter[]) => Promise<void>): Promise<void> {
    while (this.#letters.length > 0) {
      const slice = this.#next();
      try {
        await park(slice);
      } catch (error) {
        this.#most = Math.max(1, Math.floor(slice.length / 2));
        throw error;
      }
      this.#letters.splice(0, slice.length);
      this.#most = Math.min(maxSlice.letters, this.#most * 2);
    }
  }

  #next(): readonly DeadLetter[] {
    let [length, bytes] = [0, 0];
    for (const { body } of this.#letters.slice(0, this.#most)) {
      bytes += Buffer.byteLength(body);
      if (length > 0 && bytes > maxSlice.bytes) break;
      length += 1;
    }
    return this.#letters.slice(0, length);
  }
}

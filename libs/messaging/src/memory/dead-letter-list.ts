import type { DeadLetter } from '../dead-letter.ts';

/** Enough to see what goes wrong; a list in memory cannot keep everything. */
const capacity = 1_000;

/** The newest 1,000 dead letters, oldest first. */
export class DeadLetterList {
  #letters: DeadLetter[] = [];

  get letters(): readonly DeadLetter[] {
    return this.#letters;
  }

  add(letters: readonly DeadLetter[]): void {
    this.#letters = [...this.#letters, ...letters].slice(-capacity);
  }
}

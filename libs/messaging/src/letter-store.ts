import type { DeadLetter } from './dead-letter.ts';
import type { DeadLetterBounds } from './position-queue-options.ts';

/** A letter that an operator wants to be taken again. */
export interface LetterToReplay {
  readonly id: number;
  readonly body: Buffer;
}

/**
 * Where a queue in memory keeps its dead letters beyond the end of the process. A broker has a queue for them, and
 * needs none.
 */
export abstract class LetterStore {
  /**
   * Resolves when all letters are kept for good, with the number of others that were dropped for them, being too
   * many or too old. Rejects when that cannot be: then none of these letters is kept.
   */
  abstract add(letters: readonly DeadLetter[], bounds: DeadLetterBounds): Promise<number>;

  /** The oldest letters that are to be replayed, at most `limit`. They stay until {@link remove}. */
  abstract toReplay(limit: number): Promise<readonly LetterToReplay[]>;

  /** Resolves when these letters are gone for good. */
  abstract remove(letters: readonly LetterToReplay[]): Promise<void>;
}

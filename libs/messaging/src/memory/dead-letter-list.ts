import type { DeadLetter } from '../dead-letter.ts';
import type { DeadLetterBounds } from '../position-queue-options.ts';
import { Fifo } from './fifo.ts';

/** What all letters of a list may take beside their number: it shares a process with all else. */
const mostBytes = 32 * 1024 * 1024;

/** What a letter takes beside its body, about. */
const overheadBytes = 300;

interface Kept {
  readonly letter: DeadLetter;
  readonly at: number;
  readonly bytes: number;
}

/** The newest dead letters, oldest first, up to the bounds and 32 MiB. */
export class DeadLetterList {
  readonly #now: () => number;
  readonly #kept = new Fifo<Kept>();
  #bytes = 0;

  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  get letters(): readonly DeadLetter[] {
    return [...this.#kept].map(({ letter }) => letter);
  }

  /** Adds letters and returns how many were dropped for them, being too many or too old. */
  add(letters: readonly DeadLetter[], { max, maxAgeMs }: DeadLetterBounds): number {
    const at = this.#now();
    for (const letter of letters) {
      const bytes = Buffer.byteLength(letter.body) + overheadBytes;
      this.#kept.push({ letter, at, bytes });
      this.#bytes += bytes;
    }
    let dropped = 0;
    for (let oldest = this.#kept.peek(); oldest; oldest = this.#kept.peek()) {
      const isFull = this.#kept.length > max || this.#bytes > mostBytes;
      if (!isFull && at - oldest.at <= maxAgeMs) break;
      this.#kept.shift();
      this.#bytes -= oldest.bytes;
      dropped += 1;
    }
    return dropped;
  }
}

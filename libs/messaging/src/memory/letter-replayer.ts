import { backOffDelay, describeError, patientBackOff, pause } from '@fleetman/toolkit';
import type { LetterStore, LetterToReplay } from '../letter-store.ts';
import type { Log } from '../log.ts';
import type { InMemoryMessage, InMemoryMessageQueue } from './in-memory-message-queue.ts';

/** How often the store is asked for letters that are to be replayed. */
const everyMs = 1_000;

/** Letters that are published anew at once. */
const atOnce = 100;

/** Looks between two times that old letters are dropped: an hour. */
const looksBetweenTrims = 3_600;

/** What a {@link LetterReplayer} works with. */
interface ReplayerParts {
  readonly store: LetterStore;
  /** Where letters are published. */
  readonly messages: InMemoryMessageQueue;
  /** Drops letters that have become too old; else that happens only when others are parked. */
  readonly trim: () => Promise<void>;
  readonly log: Log;
}

/**
 * Publishes those letters of a store anew that an operator wants to be taken again. A letter is removed when its
 * consumer has acknowledged it: a process that is killed in between replays it once more.
 */
export class LetterReplayer {
  readonly #parts: ReplayerParts;

  constructor(parts: ReplayerParts) {
    this.#parts = parts;
  }

  /** Resolves soon after the signal was aborted; rejects nothing. */
  async run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    for (let look = 0; !signal.aborted; look += 1) {
      try {
        if (look % looksBetweenTrims === 0) await this.#parts.trim();
        const isBusy = await this.#replay(signal);
        failures = 0;
        if (!isBusy) await pause(everyMs, signal);
      } catch (error) {
        failures += 1;
        if (failures === 1) {
          const reason = describeError(error);
          this.#parts.log.warn({ reason }, 'Cannot replay dead letters for now');
        }
        await pause(backOffDelay(failures, patientBackOff), signal);
      }
    }
  }

  /** Resolves with whether there may be more to replay. */
  async #replay(signal: AbortSignal): Promise<boolean> {
    const letters = await this.#parts.store.toReplay(atOnce);
    if (letters.length === 0 || !(await this.#publish(letters, signal))) return false;
    await this.#parts.store.remove(letters);
    return true;
  }

  /** Resolves with true when all were acknowledged, or with false when the signal is aborted before. */
  async #publish(letters: readonly LetterToReplay[], signal: AbortSignal): Promise<boolean> {
    const ended = Promise.withResolvers<boolean>();
    let open = letters.length;
    const onDone = () => {
      open -= 1;
      if (open === 0) ended.resolve(true);
    };
    const giveUp = () => {
      ended.resolve(false);
    };
    signal.addEventListener('abort', giveUp);
    try {
      for (const { body } of letters) {
        await this.#offer({ body, publishedAt: Date.now(), onDone }, signal);
      }
      if (signal.aborted) return false;
      return await ended.promise;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }

  async #offer(message: InMemoryMessage, signal: AbortSignal): Promise<void> {
    const { messages } = this.#parts;
    while (!signal.aborted && !messages.offer(message)) await messages.freed(signal);
  }
}

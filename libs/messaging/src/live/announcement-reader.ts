import { decodeAnnouncement, type LiveAnnouncement } from '@fleetman/contract';
import type { Log } from '../log.ts';
import { QuietTally } from '../quiet-tally.ts';
import type { LiveFeedEvents } from './live-feed-options.ts';

/**
 * Reads what comes over the live feed, where anybody with the broker's password can publish. What is not
 * believed is dropped, counted, and logged once a minute.
 */
export class AnnouncementReader {
  readonly #log: Log;
  readonly #events: LiveFeedEvents;
  readonly #tally = new QuietTally<'dropped'>();

  constructor(log: Log, events: LiveFeedEvents = {}) {
    this.#log = log;
    this.#events = events;
  }

  /** The believable part of a message; `undefined` if there is none. */
  read(body: Buffer): LiveAnnouncement | undefined {
    const { positions, late, dropped, reason } = decodeAnnouncement(body);
    if (dropped > 0) this.#drop(dropped, reason);
    return positions.length + late.length > 0 ? { positions, late } : undefined;
  }

  #drop(dropped: number, reason: string | undefined): void {
    this.#events.onDropped?.(dropped);
    const count = this.#tally.add('dropped', dropped);
    if (count !== undefined) {
      this.#log.warn({ reason, count }, 'Dropped live positions that cannot be true');
    }
  }
}

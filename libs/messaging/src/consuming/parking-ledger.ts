import type { RefusalCause } from '@fleetman/contract';
import type { DeadLetter } from '../dead-letter.ts';
import type { Log } from '../log.ts';
import type { QueueEvents } from '../position-queue.ts';

/** At most one line in this time and for each cause, however many reports are parked. */
const quietMs = 60_000;

interface Tally {
  loggedAt: number;
  unlogged: number;
}

/** Counts what is parked, logs the first of each cause and later ones summed up, once a minute. */
export class ParkingLedger {
  readonly #log: Log;
  readonly #events: QueueEvents;
  readonly #now: () => number;
  readonly #tallies = new Map<RefusalCause, Tally>();

  constructor(log: Log, events: QueueEvents, now = () => performance.now()) {
    this.#log = log;
    this.#events = events;
    this.#now = now;
  }

  /** Enters one report, or one message, that now lies in the dead-letter queue. */
  enter(letter: DeadLetter): void {
    this.#events.onParked?.(letter.cause);
    const now = this.#now();
    const tally = this.#tallies.get(letter.cause) ?? { loggedAt: -Infinity, unlogged: 0 };
    this.#tallies.set(letter.cause, tally);
    tally.unlogged += 1;
    if (now - tally.loggedAt < quietMs) return;
    const { cause, detail } = letter;
    this.#log.warn(
      { cause, detail, body: excerpt(letter.body), count: tally.unlogged },
      'Parked reports that cannot be stored',
    );
    tally.loggedAt = now;
    tally.unlogged = 0;
  }
}

function excerpt(body: string | Buffer): string {
  return typeof body === 'string' ? body.slice(0, 200) : body.subarray(0, 200).toString('utf8');
}

import type { RefusalCause } from '@fleetman/contract';
import { sizeOfLetter, type DeadLetter } from '../../dead-letter.ts';
import type { Log } from '../../log.ts';
import type { QueueEvents } from '../../position-queue.ts';
import { QuietTally } from '../../quiet-tally.ts';

/** Counts what is parked, logs the first of each cause and later ones summed up, once a minute. */
export class ParkingLedger {
  readonly #log: Log;
  readonly #events: QueueEvents;
  readonly #tally: QuietTally<RefusalCause>;

  constructor(log: Log, events: QueueEvents, now?: () => number) {
    this.#log = log;
    this.#events = events;
    this.#tally = new QuietTally(now);
  }

  /** Enters a letter that now lies in the dead-letter queue. */
  enter(letter: DeadLetter): void {
    const { cause, detail, counts } = letter;
    for (const [each, count] of counts) {
      this.#events.onConsumed?.(count);
      this.#events.onParked?.(each, count);
    }
    const count = this.#tally.add(cause, sizeOfLetter(letter));
    if (count === undefined) return;
    this.#log.warn(
      { cause, detail, body: excerpt(letter.body), count },
      'Parked reports that cannot be stored',
    );
  }
}

function excerpt(body: string | Buffer): string {
  return typeof body === 'string' ? body.slice(0, 200) : body.subarray(0, 200).toString('utf8');
}

import { pause } from '../back-off.ts';
import type { DeadLetter } from '../dead-letter.ts';
import type { BatchHandler } from '../position-queue.ts';
import type { PositionQueueSettings } from '../position-queue-options.ts';
import { BatchCollector } from './batch-collector.ts';
import { BatchLoop } from './batch-loop.ts';
import { readDelivery, type Delivery } from './delivery.ts';
import { ParkingLedger } from './parking-ledger.ts';

/** What a consumer needs of the broker it takes messages from. */
export interface MessageSource {
  /** Resolves when the dead-letter queue has them all for good. */
  park(letters: readonly DeadLetter[]): Promise<void>;
  /** The oldest `count` messages that were not acknowledged before are done with. */
  acknowledge(count: number): void;
}

/** How long a stop waits for the batch in hand; a service has 10 s to end, and more to close. */
const patienceMs = 5_000;

/** From message bodies to batches stored: what consuming has in common over all brokers. */
export class BatchConsumer {
  readonly #collector: BatchCollector;
  readonly #loop: BatchLoop;
  readonly #source: MessageSource;
  readonly #settings: PositionQueueSettings;
  readonly #ledger: ParkingLedger;
  #running: Promise<void> = Promise.resolve();

  constructor(handler: BatchHandler, source: MessageSource, settings: PositionQueueSettings) {
    this.#source = source;
    this.#settings = settings;
    this.#ledger = new ParkingLedger(settings.log, settings.events);
    this.#collector = new BatchCollector(settings.limits);
    const steps = {
      store: handler,
      park: (letters: readonly DeadLetter[]) => this.#park(letters),
      acknowledge: (batch: readonly Delivery[]) => {
        this.#acknowledge(batch);
      },
    };
    this.#loop = new BatchLoop(this.#collector, steps, settings.log);
  }

  /** Why it does not get on, in a sentence; `undefined` while all goes well. */
  get trouble(): string | undefined {
    return this.#loop.trouble;
  }

  /** Takes the first batch once `predecessor` has resolved: two never run at once. */
  start(predecessor: Promise<void> = Promise.resolve()): void {
    this.#running = predecessor.then(() => this.#loop.run());
  }

  /** A message has come; `publishedAt` is what its header says, whatever that is. */
  take(body: Buffer, publishedAt: unknown): void {
    this.#collector.add(readDelivery(body, publishedAt));
  }

  /** Takes no further batch. Resolves when the batch in hand is done or given up. */
  stop(): Promise<void> {
    this.#loop.stop();
    return this.#running;
  }

  /** As {@link stop}, but waits for a handler that does not return for 5 s only. */
  async stopSoon(): Promise<void> {
    const patience = new AbortController();
    await Promise.race([this.stop(), pause(patienceMs, patience.signal)]);
    patience.abort();
  }

  async #park(letters: readonly DeadLetter[]): Promise<void> {
    await this.#source.park(letters);
    for (const letter of letters) this.#ledger.enter(letter);
  }

  #acknowledge(batch: readonly Delivery[]): void {
    this.#source.acknowledge(batch.length);
    const now = Date.now();
    for (const { publishedAt } of batch) {
      if (publishedAt !== undefined) this.#settings.events.onHandled?.(now - publishedAt);
    }
  }
}

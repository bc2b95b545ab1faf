import type { DeadLetter } from '../dead-letter.ts';
import type { BatchHandler } from '../position-queue.ts';
import type { PositionQueueSettings } from '../position-queue-options.ts';
import { settledWithin } from '../settled-within.ts';
import { BatchCollector } from './batch-collector.ts';
import { BatchLoop } from './batch-loop.ts';
import { readDelivery, type Delivery } from './delivery.ts';
import type { ParkingLedger } from './parking-ledger.ts';

/** What a consumer needs of the broker it takes messages from. */
export interface MessageSource {
  /** Where what was parked is entered; it outlives a connection. */
  readonly ledger: ParkingLedger;
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
  readonly #running: Promise<void>;

  constructor(handler: BatchHandler, source: MessageSource, settings: PositionQueueSettings) {
    this.#source = source;
    this.#settings = settings;
    this.#collector = new BatchCollector(settings.limits);
    const steps = {
      store: handler,
      park: (letters: readonly DeadLetter[]) => this.#park(letters),
      acknowledge: (batch: readonly Delivery[]) => {
        this.#acknowledge(batch);
      },
    };
    this.#loop = new BatchLoop(this.#collector, steps, settings.log);
    this.#running = this.#loop.run();
  }

  /** Resolves when the last batch is done or given up, after {@link abandon} or {@link stop}. */
  get finished(): Promise<void> {
    return this.#running;
  }

  /** Why it does not get on, in a sentence; `undefined` while all goes well. */
  get trouble(): string | undefined {
    return this.#loop.trouble;
  }

  /** A message has come; `publishedAt` is what its header says, whatever that is. */
  take(body: Buffer, publishedAt: unknown): void {
    this.#collector.add(readDelivery(body, publishedAt));
  }

  /** The connection is gone: forgets what came over it, but for the batch in hand. */
  abandon(): void {
    this.#collector.close();
  }

  /** Takes no further batch and resolves when the one in hand is done, given up, or 5 s have gone. */
  async stop(): Promise<void> {
    this.#loop.stop();
    await settledWithin(patienceMs, this.#running);
  }

  async #park(letters: readonly DeadLetter[]): Promise<void> {
    await this.#source.park(letters);
    for (const letter of letters) this.#source.ledger.enter(letter);
  }

  #acknowledge(batch: readonly Delivery[]): void {
    this.#source.acknowledge(batch.length);
    const now = Date.now();
    for (const { publishedAt } of batch) {
      if (publishedAt !== undefined) this.#settings.events.onHandled?.(now - publishedAt);
    }
  }
}

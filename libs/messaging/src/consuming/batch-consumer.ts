import { settledWithin } from '@fleetman/toolkit';
import type { DeadLetter } from '../dead-letter.ts';
import type { BatchHandler } from '../position-queue.ts';
import type { PositionQueueSettings } from '../position-queue-options.ts';
import { BatchCollector } from './batch-collector.ts';
import { BatchLoop, type BatchSteps } from './batch-loop.ts';
import { readDelivery, type Delivery, type IncomingMessage } from './delivery.ts';
import { handlingAge } from './handling-age.ts';
import type { ParkingLedger } from './parking/parking-ledger.ts';

/** What a consumer needs of the broker it takes messages from. */
export interface MessageSource {
  /** Where what was parked is entered; it outlives a connection. */
  readonly ledger: ParkingLedger;
  /** Resolves when the dead-letter queue has them all for good. */
  park(letters: readonly DeadLetter[]): Promise<void>;
  /** The oldest `count` messages that were not acknowledged before are done with. */
  acknowledge(count: number): void;
  /** Resolves when the queue has a new message with this content for good. */
  publishAnew(message: IncomingMessage): Promise<void>;
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
    const steps: BatchSteps = {
      trace: (batch, work) => settings.spans.process(batch, work),
      store: handler,
      accepted: (count: number) => settings.events.onConsumed?.(count),
      park: (letters: readonly DeadLetter[]) => this.#park(letters),
      acknowledge: (batch: readonly Delivery[]) => {
        this.#acknowledge(batch);
      },
      publishAnew: (message: IncomingMessage) => source.publishAnew(message),
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

  /** A message has come. Returns what it takes in memory until it is acknowledged, about, in bytes. */
  take(message: IncomingMessage): number {
    const delivery = readDelivery(message);
    this.#collector.add(delivery);
    return delivery.weight;
  }

  /** Takes nothing more, and resolves when all that was taken is done or given up. */
  async drain(): Promise<void> {
    this.#collector.seal();
    await this.#running;
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
    const { events } = this.#settings;
    const now = Date.now();
    for (const { publishedAt, ignored } of batch) {
      const age = handlingAge(publishedAt, now);
      if (age !== undefined) events.onHandled?.(age);
      if (ignored) events.onFieldsIgnored?.(ignored);
    }
  }
}

import type { PositionReport } from '@fleetman/contract';
import type { ConnectionState } from '../connection-state.ts';
import { BatchConsumer } from '../consuming/batch-consumer.ts';
import type { IncomingMessage } from '../consuming/delivery.ts';
import { ParkingLedger } from '../consuming/parking/parking-ledger.ts';
import type { DeadLetter } from '../dead-letter.ts';
import { encodeMessages } from '../encode-messages.ts';
import { MessagingError } from '../errors.ts';
import { PositionQueue, type BatchHandler } from '../position-queue.ts';
import {
  withDefaults,
  type PositionQueueOptions,
  type PositionQueueSettings,
} from '../position-queue-options.ts';
import { HandledMessages } from './handled-messages.ts';
import { processBroker, type InMemoryBroker } from './in-memory-broker.ts';
import type { InMemoryMessage, InMemoryMessageQueue } from './in-memory-message-queue.ts';
import type { InMemorySubscription } from './in-memory-subscription.ts';
import { LetterReplayer } from './letter-replayer.ts';

/**
 * The queue of a single process, and the fake of all tests: reports cross it as bytes, so that they
 * are read, batched, refused and parked as over a real broker. A full queue makes publishers wait.
 */
export class InMemoryPositionQueue extends PositionQueue {
  readonly #settings: PositionQueueSettings;
  readonly #broker: InMemoryBroker;
  readonly #messages: InMemoryMessageQueue;
  readonly #closing = new AbortController();
  readonly #handled: HandledMessages | undefined;
  #consumer: BatchConsumer | undefined;
  #subscription: InMemorySubscription | undefined;
  #replaying: Promise<void> | undefined;

  /**
   * @param confirms when `publish` resolves: when the reports are in the queue, which ends with the process, or
   *   when its consumer has stored or parked them.
   */
  constructor(
    options: PositionQueueOptions,
    broker: InMemoryBroker = processBroker,
    confirms: 'queued' | 'stored' = 'queued',
  ) {
    super();
    this.#settings = withDefaults(options, 'memory');
    const { publishTimeoutMs } = this.#settings;
    this.#handled =
      confirms === 'stored'
        ? new HandledMessages(publishTimeoutMs, this.#closing.signal)
        : undefined;
    this.#broker = broker;
    this.#messages = broker.queue(this.#settings.queue);
  }

  get connection(): ConnectionState {
    if (this.#closing.signal.aborted) return { connected: false, reason: 'The queue was closed' };
    const trouble = this.#consumer?.trouble;
    return trouble === undefined ? { connected: true } : { connected: false, reason: trouble };
  }

  async publish(reports: readonly PositionReport[]): Promise<void> {
    const publishedAt = Date.now();
    const { reportsPerMessage, spans } = this.#settings;
    await spans.send({
      messages: encodeMessages(reports, reportsPerMessage).map((body) => ({ body, publishedAt })),
      reports,
      reportsPerMessage,
      mark: (message: InMemoryMessage, traceparent) => ({ ...message, traceparent }),
      send: (messages) =>
        this.#handled
          ? this.#handled.await(messages, (noted) => this.#offerAll(noted))
          : this.#offerAll(messages),
    });
  }

  async consume(handler: BatchHandler): Promise<void> {
    this.#throwIfClosed();
    if (this.#consumer) throw new MessagingError('already-consuming', 'consume was called twice');
    const consumer = new BatchConsumer(
      handler,
      {
        ledger: new ParkingLedger(this.#settings.log, this.#settings.events),
        park: (letters) => this.#park(letters),
        acknowledge: (count) => this.#subscription?.acknowledge(count),
        publishAnew: async (message) => {
          this.#publishAnew(message);
        },
      },
      this.#settings,
    );
    this.#consumer = consumer;
    this.#subscription = this.#messages.subscribe(
      this.#settings.limits.prefetch,
      ({ body, publishedAt, traceparent, returns = 0 }) => {
        consumer.take({ body, publishedAt, traceparent, returns });
      },
    );
    const { letters: store, log } = this.#settings;
    if (!store) return;
    const replayer = new LetterReplayer({
      ...{ store, log, messages: this.#messages },
      trim: () => this.#park([]),
    });
    this.#replaying = replayer.run(this.#closing.signal);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#consumer?.stop();
    this.#subscription?.close();
    await this.#replaying;
  }

  async #park(parked: readonly DeadLetter[]): Promise<void> {
    const { queue, deadLetters, events, letters } = this.#settings;
    const kept = letters ?? this.#broker.deadLetters(queue);
    const dropped = await kept.add(parked, deadLetters);
    if (dropped > 0) events.onDeadLettersDropped?.(dropped);
  }

  #publishAnew({ body, traceparent }: IncomingMessage): void {
    this.#throwIfClosed();
    if (this.#messages.offer({ body, traceparent, publishedAt: Date.now() })) return;
    throw new MessagingError('publish-refused', `The queue ${this.#settings.queue} is full`);
  }

  async #offerAll(messages: readonly InMemoryMessage[]): Promise<void> {
    for (const message of messages) {
      this.#throwIfClosed();
      if (!this.#messages.offer(message)) await this.#offerUntilTimeout(message);
    }
  }

  async #offerUntilTimeout(message: InMemoryMessage): Promise<void> {
    const { publishTimeoutMs, queue } = this.#settings;
    const timeout = AbortSignal.timeout(publishTimeoutMs);
    const givenUp = AbortSignal.any([timeout, this.#closing.signal]);
    do {
      await this.#messages.freed(givenUp);
      this.#throwIfClosed();
      if (this.#messages.offer({ ...message, publishedAt: Date.now() })) return;
    } while (!timeout.aborted);
    throw new MessagingError(
      'publish-timeout',
      `The queue ${queue} is full and had no room for ${publishTimeoutMs} ms`,
    );
  }

  #throwIfClosed(): void {
    if (this.#closing.signal.aborted) {
      throw new MessagingError('closed', `The queue ${this.#settings.queue} was closed`);
    }
  }
}

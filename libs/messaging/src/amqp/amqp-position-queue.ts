import type { PositionReport } from '@fleetman/contract';
import type { ConnectionState } from '../connection-state.ts';
import type { DeadLetter } from '../dead-letter.ts';
import { encodeMessages } from '../encode-messages.ts';
import { MessagingError } from '../errors.ts';
import { PositionQueue, type BatchHandler } from '../position-queue.ts';
import {
  deadLetterQueue,
  withDefaults,
  type PositionQueueOptions,
  type PositionQueueSettings,
} from '../position-queue-options.ts';
import { AmqpConsumer } from './amqp-consumer.ts';
import { AmqpPublisher } from './amqp-publisher.ts';
import { deadLetterHeaders, publishedAtHeader } from './message-headers.ts';

/** The queue on RabbitMQ: a quorum queue and, for what is parked, its dead-letter queue. */
export class AmqpPositionQueue extends PositionQueue {
  readonly #url: string;
  readonly #settings: PositionQueueSettings;
  readonly #publisher: AmqpPublisher;
  #consumer: AmqpConsumer | undefined;
  #closed: Promise<void> | undefined;

  /** Connects at once, and to `amqp:` or `amqps:` only. */
  constructor(url: string, options: PositionQueueOptions) {
    super();
    this.#url = url;
    this.#settings = withDefaults(options);
    this.#publisher = new AmqpPublisher(url, this.#settings);
  }

  get connection(): ConnectionState {
    const publishing = this.#publisher.connection;
    return this.#consumer && publishing.connected ? this.#consumer.connection : publishing;
  }

  async publish(reports: readonly PositionReport[]): Promise<void> {
    this.#throwIfClosed();
    const { queue, reportsPerMessage } = this.#settings;
    const headers = { [publishedAtHeader]: Date.now() };
    const bodies = encodeMessages(reports, reportsPerMessage);
    await this.#publisher.send(bodies.map((body) => ({ queue, body, headers })));
  }

  async consume(handler: BatchHandler): Promise<void> {
    this.#throwIfClosed();
    if (this.#consumer) throw new MessagingError('already-consuming', 'consume was called twice');
    const roles = { handler, park: (letters: readonly DeadLetter[]) => this.#park(letters) };
    this.#consumer = new AmqpConsumer(this.#url, roles, this.#settings);
    await this.#consumer.attempted;
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    // The batch in hand may need the publisher, to park.
    await this.#consumer?.close();
    await this.#publisher.close();
  }

  async #park(letters: readonly DeadLetter[]): Promise<void> {
    const queue = deadLetterQueue(this.#settings.queue);
    await this.#publisher.send(
      letters.map((letter) => ({
        queue,
        body: typeof letter.body === 'string' ? Buffer.from(letter.body) : letter.body,
        headers: deadLetterHeaders(letter),
      })),
    );
  }

  #throwIfClosed(): void {
    if (this.#closed) {
      throw new MessagingError('closed', `The queue ${this.#settings.queue} was closed`);
    }
  }
}

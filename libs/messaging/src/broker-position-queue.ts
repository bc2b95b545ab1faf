import type { PositionReport } from '@fleetman/contract';
import type { ConnectionState } from './connection-state.ts';
import type { IncomingMessage } from './consuming/delivery.ts';
import type { DeadLetter } from './dead-letter.ts';
import { encodeMessages } from './encode-messages.ts';
import { MessagingError } from './errors.ts';
import { deadLetterHeaders, publishedAtHeader, traceparentHeader } from './message-headers.ts';
import { PositionQueue, type BatchHandler } from './position-queue.ts';
import { deadLetterQueue, type PositionQueueSettings } from './position-queue-options.ts';
import type { OutgoingMessage } from './publishing/outgoing-message.ts';

/** What a consumer is given: who stores the reports, and who parks the others. */
export interface ConsumerRoles {
  readonly handler: BatchHandler;
  readonly park: (letters: readonly DeadLetter[]) => Promise<void>;
  /** Resolves when the queue has a new message with this content for good. */
  readonly publishAnew: (message: IncomingMessage) => Promise<void>;
}

/** One of the two connections that a queue on a broker has. */
interface Connection {
  readonly connection: ConnectionState;
  close(): Promise<void>;
}

/** Sends messages and waits for the broker's confirms. */
interface Publisher extends Connection {
  send(messages: readonly OutgoingMessage[]): Promise<void>;
}

/** Takes reports; `attempted` resolves when the first attempt to connect is over, however it ended. */
export interface Consumer extends Connection {
  readonly attempted: Promise<unknown>;
}

/** The two halves of an adapter. Both connect at once and come back by themselves. */
interface BrokerParts {
  readonly publisher: Publisher;
  readonly openConsumer: (roles: ConsumerRoles) => Consumer;
}

/** What the queues on all brokers have in common: publishing and consuming go different ways. */
export abstract class BrokerPositionQueue extends PositionQueue {
  protected readonly settings: PositionQueueSettings;
  readonly #parts: BrokerParts;
  #consumer: Consumer | undefined;
  #closed: Promise<void> | undefined;

  protected constructor(settings: PositionQueueSettings, parts: BrokerParts) {
    super();
    this.settings = settings;
    this.#parts = parts;
  }

  get connection(): ConnectionState {
    const publishing = this.#parts.publisher.connection;
    return this.#consumer && publishing.connected ? this.#consumer.connection : publishing;
  }

  async publish(reports: readonly PositionReport[]): Promise<void> {
    this.#throwIfClosed();
    const { spans, reportsPerMessage } = this.settings;
    await spans.send({
      messages: this.encode(reports, { [publishedAtHeader]: Date.now() }),
      reports,
      reportsPerMessage,
      mark: withTraceparent,
      send: (messages) => this.#parts.publisher.send(messages),
    });
  }

  async consume(handler: BatchHandler): Promise<void> {
    this.#throwIfClosed();
    if (this.#consumer) throw new MessagingError('already-consuming', 'consume was called twice');
    const park = (letters: readonly DeadLetter[]) => this.#park(letters);
    const publishAnew = (message: IncomingMessage) => this.#publishAnew(message);
    this.#consumer = this.#parts.openConsumer({ handler, park, publishAnew });
    await this.#consumer.attempted;
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  /** The messages that carry these reports: JSON, where an adapter does not know better. */
  protected encode(
    reports: readonly PositionReport[],
    headers: OutgoingMessage['headers'],
  ): readonly OutgoingMessage[] {
    const { queue, reportsPerMessage } = this.settings;
    return encodeMessages(reports, reportsPerMessage).map((body) => ({ queue, body, headers }));
  }

  /** What is said beside a letter. */
  protected letterHeaders(letter: DeadLetter): OutgoingMessage['headers'] {
    return deadLetterHeaders(letter);
  }

  async #close(): Promise<void> {
    // The batch in hand may need the publisher, to park.
    await this.#consumer?.close();
    await this.#parts.publisher.close();
  }

  async #park(letters: readonly DeadLetter[]): Promise<void> {
    const queue = deadLetterQueue(this.settings.queue);
    await this.#parts.publisher.send(
      letters.map((letter) => ({
        queue,
        body: typeof letter.body === 'string' ? Buffer.from(letter.body) : letter.body,
        headers: this.letterHeaders(letter),
        expiresMs: this.settings.deadLetters.maxAgeMs,
      })),
    );
  }

  async #publishAnew({ body, publishedAt, traceparent }: IncomingMessage): Promise<void> {
    const headers = {
      ...(typeof publishedAt === 'number' && { [publishedAtHeader]: publishedAt }),
      ...(typeof traceparent === 'string' && { [traceparentHeader]: traceparent }),
    };
    await this.#parts.publisher.send([{ queue: this.settings.queue, body, headers }]);
  }

  #throwIfClosed(): void {
    if (this.#closed) {
      throw new MessagingError('closed', `The queue ${this.settings.queue} was closed`);
    }
  }
}

function withTraceparent(message: OutgoingMessage, traceparent: string): OutgoingMessage {
  return { ...message, headers: { ...message.headers, [traceparentHeader]: traceparent } };
}

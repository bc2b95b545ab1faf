import type { Channel, ChannelModel, Options } from 'amqplib';
import type { Log } from '../log.ts';
import { publisherHeader } from '../message-headers.ts';
import { findOrDeclare } from './queues/find-or-declare.ts';

/** Dies with its connection; a subscriber that falls behind loses the oldest. */
const subscriberQueue: Options.AssertQueue = {
  exclusive: true,
  autoDelete: true,
  durable: false,
  // Some seconds of a busy tracker, and what a broker can spare for one slow gateway.
  arguments: { 'x-max-length': 100, 'x-max-length-bytes': 16 * 1024 * 1024 },
};

/** Messages on their way to a subscriber; the others wait in its queue, where they grow old. */
const prefetch = 10;

/** Hears of a message, and of its header `traceparent`, which may be anything. */
type LiveMessageHandler = (body: Buffer, traceparent: unknown) => void;

/** The live feed over one channel. It dies with its connection. */
export class LiveChannel {
  readonly #channel: Channel;
  readonly #exchange: string;
  readonly #log: Log;
  readonly #publisher: string;
  #isCongested = false;
  #receiving: Promise<void> | undefined;

  constructor(
    channel: Channel,
    { exchange, publisher, log }: { exchange: string; publisher: string; log: Log },
  ) {
    this.#channel = channel;
    this.#exchange = exchange;
    this.#publisher = publisher;
    this.#log = log;
    channel.on('drain', () => {
      this.#isCongested = false;
    });
  }

  /** Makes the exchange where it does not exist yet. */
  async declare(model: ChannelModel): Promise<void> {
    await findOrDeclare(model, {
      name: `the exchange ${this.#exchange}`,
      find: (channel) => channel.checkExchange(this.#exchange),
      declare: (channel) => channel.assertExchange(this.#exchange, 'fanout', { durable: true }),
    });
  }

  /** Sends messages, or drops them while RabbitMQ does not keep up. */
  publish(bodies: readonly string[], traceparent?: string): void {
    try {
      for (const body of bodies) {
        if (this.#isCongested) return;
        const headers = {
          [publisherHeader]: this.#publisher,
          ...(traceparent !== undefined && { traceparent }),
        };
        const options = { contentType: 'application/json', headers };
        this.#isCongested = !this.#channel.publish(this.#exchange, '', Buffer.from(body), options);
      }
    } catch (error) {
      // An IllegalOperationError: the channel has just died; dropping is what the feed promises.
      this.#log.warn({ err: error }, 'Dropped live positions');
    }
  }

  /** Calls `onMessage` for all that others publish from now on; for one caller. */
  receive(onMessage: LiveMessageHandler, onCancelled: () => void): Promise<void> {
    this.#receiving ??= this.#subscribe(onMessage, onCancelled);
    return this.#receiving;
  }

  async #subscribe(onMessage: LiveMessageHandler, onCancelled: () => void): Promise<void> {
    const { queue } = await this.#channel.assertQueue('', subscriberQueue);
    await this.#channel.bindQueue(queue, this.#exchange, '');
    await this.#channel.prefetch(prefetch);
    await this.#channel.consume(queue, (message) => {
      // RabbitMQ ended the consumer: the queue was deleted.
      if (!message) {
        onCancelled();
        return;
      }
      const { headers } = message.properties;
      // Own ones are passed over unread.
      if (headers?.[publisherHeader] !== this.#publisher) {
        onMessage(message.content, headers?.['traceparent']);
      }
      this.#channel.ack(message);
    });
  }
}

import type { VehiclePosition } from '@fleetman/contract';
import type { Channel, Options } from 'amqplib';
import type { LiveHandler } from '../live-feed.ts';
import type { Log } from '../log.ts';
import { readPositions } from '../read-positions.ts';

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

/** The live feed over one channel. It dies with its connection. */
export class LiveChannel {
  readonly #channel: Channel;
  readonly #exchange: string;
  readonly #log: Log;
  #isCongested = false;
  #receiving: Promise<void> | undefined;

  constructor(channel: Channel, exchange: string, log: Log) {
    this.#channel = channel;
    this.#exchange = exchange;
    this.#log = log;
    channel.on('drain', () => {
      this.#isCongested = false;
    });
  }

  /** Makes the exchange where it does not exist yet. */
  async declare(): Promise<void> {
    await this.#channel.assertExchange(this.#exchange, 'fanout', { durable: true });
  }

  /** Sends positions, or drops them while RabbitMQ does not keep up. */
  publish(sent: readonly VehiclePosition[]): void {
    if (this.#isCongested) return;
    const body = Buffer.from(JSON.stringify(sent));
    try {
      const options = { contentType: 'application/json' };
      this.#isCongested = !this.#channel.publish(this.#exchange, '', body, options);
    } catch (error) {
      // An IllegalOperationError: the channel has just died; dropping is what the feed promises.
      this.#log.warn({ err: error }, 'Dropped live positions');
    }
  }

  /** Calls `onPositions` for all that is published from now on; for one caller. */
  receive(onPositions: LiveHandler, onCancelled: () => void): Promise<void> {
    this.#receiving ??= this.#subscribe(onPositions, onCancelled);
    return this.#receiving;
  }

  async #subscribe(onPositions: LiveHandler, onCancelled: () => void): Promise<void> {
    const { queue } = await this.#channel.assertQueue('', subscriberQueue);
    await this.#channel.bindQueue(queue, this.#exchange, '');
    await this.#channel.prefetch(prefetch);
    await this.#channel.consume(queue, (message) => {
      // RabbitMQ ended the consumer: the queue was deleted.
      if (!message) {
        onCancelled();
        return;
      }
      const received = readPositions(message.content, this.#log);
      if (received) onPositions(received);
      this.#channel.ack(message);
    });
  }
}

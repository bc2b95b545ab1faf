import type { VehiclePosition } from '@fleetman/contract';
import type { Channel } from 'amqplib';
import type { ConnectionState } from '../connection-state.ts';
import { describeError } from '../describe-error.ts';
import { LiveFeed, type LiveHandler } from '../live-feed.ts';
import { defaultExchange, type LiveFeedOptions } from '../live-feed-options.ts';
import { LiveSubscribers } from '../live-subscribers.ts';
import type { Log } from '../log.ts';
import { AmqpLink } from './amqp-link.ts';
import { LiveChannel } from './live-channel.ts';

/** The live feed on RabbitMQ: a fanout exchange, and a short queue of its own for each subscriber. */
export class AmqpLiveFeed extends LiveFeed {
  readonly #log: Log;
  readonly #exchange: string;
  readonly #subscribers: LiveSubscribers;
  readonly #link: AmqpLink;
  #hasSubscribers = false;
  #channel: LiveChannel | undefined;
  #closed: Promise<void> | undefined;

  /** Connects at once, to an `amqp:` or `amqps:` URL. */
  constructor(url: string, options: LiveFeedOptions) {
    super();
    this.#log = options.log;
    this.#exchange = options.exchange ?? defaultExchange;
    this.#subscribers = new LiveSubscribers(options.log);
    this.#link = new AmqpLink({
      url,
      purpose: 'live feed',
      log: options.log,
      createChannel: (model) => model.createChannel(),
      open: (channel) => this.#open(channel),
    });
  }

  get connection(): ConnectionState {
    return this.#link.state;
  }

  async publish(positions: readonly VehiclePosition[]): Promise<void> {
    if (this.#link.state.connected) this.#channel?.publish(positions);
  }

  async subscribe(handler: LiveHandler): Promise<void> {
    this.#subscribers.add(handler);
    this.#hasSubscribers = true;
    await this.#link.attempted;
    try {
      if (this.#channel) await this.#receive(this.#channel);
    } catch (error) {
      // The connection was lost meanwhile: the next one subscribes.
      this.#log.warn({ err: error }, `Subscribing has to wait: ${describeError(error)}`);
    }
  }

  close(): Promise<void> {
    this.#closed ??= this.#link.close();
    return this.#closed;
  }

  async #open(channel: Channel): Promise<void> {
    const live = new LiveChannel(channel, this.#exchange, this.#log);
    await live.declare();
    if (this.#hasSubscribers) await this.#receive(live);
    this.#channel = live;
  }

  #receive(channel: LiveChannel): Promise<void> {
    return channel.receive(
      (positions) => {
        this.#subscribers.notify(positions);
      },
      () => {
        this.#link.renew();
      },
    );
  }
}

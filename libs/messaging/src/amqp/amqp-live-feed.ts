import { randomUUID } from 'node:crypto';
import { encodeAnnouncement, type LiveAnnouncement } from '@fleetman/contract';
import { describeError } from '@fleetman/toolkit';
import { noTracer } from '@fleetman/tracing';
import type { Channel, ChannelModel } from 'amqplib';
import type { ConnectionState } from '../connection-state.ts';
import { AnnouncementReader } from '../live/announcement-reader.ts';
import { LiveFeed, type LiveHandler } from '../live/live-feed.ts';
import { defaultExchange, type LiveFeedOptions } from '../live/live-feed-options.ts';
import { LiveSubscribers } from '../live/live-subscribers.ts';
import type { Log } from '../log.ts';
import { FeedSpans } from '../tracing/feed-spans.ts';
import { AmqpLink } from './amqp-link.ts';
import { LiveChannel } from './live-channel.ts';

/** The live feed on RabbitMQ: a fanout exchange, and a short queue of its own for each subscriber. */
export class AmqpLiveFeed extends LiveFeed {
  readonly #log: Log;
  readonly #exchange: string;
  readonly #publisher: string;
  readonly #reader: AnnouncementReader;
  readonly #subscribers: LiveSubscribers;
  readonly #spans: FeedSpans;
  readonly #link: AmqpLink;
  #hasSubscribers = false;
  #channel: LiveChannel | undefined;
  #closed: Promise<void> | undefined;

  /** Connects at once, to an `amqp:` or `amqps:` URL. */
  constructor(url: string, options: LiveFeedOptions) {
    super();
    this.#log = options.log;
    this.#exchange = options.exchange ?? defaultExchange;
    this.#publisher = options.publisher ?? randomUUID();
    this.#reader = new AnnouncementReader(options.log, options.events);
    this.#spans = new FeedSpans(options.tracer ?? noTracer, 'rabbitmq', this.#exchange);
    this.#subscribers = new LiveSubscribers(options.log, this.#spans);
    this.#link = new AmqpLink({
      url,
      purpose: 'live feed',
      log: options.log,
      createChannel: (model) => model.createChannel(),
      open: (channel, model) => this.#open(channel, model),
    });
  }

  get connection(): ConnectionState {
    return this.#link.state;
  }

  async publish(announcement: Partial<LiveAnnouncement>): Promise<void> {
    const channel = this.#channel;
    if (!channel || !this.#link.state.connected) return;
    this.#spans.publish((traceparent) => {
      channel.publish(encodeAnnouncement(announcement), traceparent);
    });
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

  async #open(channel: Channel, model: ChannelModel): Promise<void> {
    const live = new LiveChannel(channel, {
      exchange: this.#exchange,
      publisher: this.#publisher,
      log: this.#log,
    });
    await live.declare(model);
    if (this.#hasSubscribers) await this.#receive(live);
    this.#channel = live;
  }

  #receive(channel: LiveChannel): Promise<void> {
    return channel.receive(
      (body, traceparent) => {
        const announcement = this.#reader.read(body);
        if (announcement) this.#subscribers.notify(announcement, traceparent);
      },
      () => {
        this.#link.renew();
      },
    );
  }
}

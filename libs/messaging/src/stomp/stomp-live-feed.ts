import { randomUUID } from 'node:crypto';
import { encodeAnnouncement, type LiveAnnouncement } from '@fleetman/contract';
import { describeError } from '@fleetman/toolkit';
import { noTracer } from '@fleetman/tracing';
import type { ConnectionState } from '../connection-state.ts';
import { AnnouncementReader } from '../live/announcement-reader.ts';
import { LiveFeed, type LiveHandler } from '../live/live-feed.ts';
import { defaultExchange, type LiveFeedOptions } from '../live/live-feed-options.ts';
import { LiveSubscribers } from '../live/live-subscribers.ts';
import type { Log } from '../log.ts';
import { FeedSpans } from '../tracing/feed-spans.ts';
import { LiveTopic } from './live-topic.ts';
import { StompLink } from './stomp-link.ts';
import type { StompSession } from './stomp-session.ts';

/** The live feed on ActiveMQ: a topic. */
export class StompLiveFeed extends LiveFeed {
  readonly #log: Log;
  readonly #name: string;
  readonly #publisher: string;
  readonly #reader: AnnouncementReader;
  readonly #subscribers: LiveSubscribers;
  readonly #spans: FeedSpans;
  readonly #link: StompLink;
  #hasSubscribers = false;
  #topic: LiveTopic | undefined;

  /** Connects at once, to a `stomp:` or `stomps:` URL. */
  constructor(url: string, options: LiveFeedOptions) {
    super();
    this.#log = options.log;
    this.#name = options.exchange ?? defaultExchange;
    this.#publisher = options.publisher ?? randomUUID();
    this.#reader = new AnnouncementReader(options.log, options.events);
    this.#spans = new FeedSpans(options.tracer ?? noTracer, 'activemq', this.#name);
    this.#subscribers = new LiveSubscribers(options.log, this.#spans);
    this.#link = new StompLink({
      url,
      purpose: 'live feed',
      log: options.log,
      open: (session) => this.#open(session),
    });
  }

  get connection(): ConnectionState {
    return this.#link.state;
  }

  async publish(announcement: Partial<LiveAnnouncement>): Promise<void> {
    const topic = this.#topic;
    if (!topic) return;
    this.#spans.publish((traceparent) => {
      topic.publish(encodeAnnouncement(announcement), traceparent);
    });
  }

  async subscribe(handler: LiveHandler): Promise<void> {
    this.#subscribers.add(handler);
    this.#hasSubscribers = true;
    await this.#link.attempted;
    try {
      if (this.#topic) await this.#receive(this.#topic);
    } catch (error) {
      // The connection was lost: the next one subscribes.
      this.#log.warn({ err: error }, `Subscribing has to wait: ${describeError(error)}`);
    }
  }

  async close(): Promise<void> {
    await this.#link.close();
  }

  async #open(session: StompSession): Promise<void> {
    // Before the first wait, so that a subscriber that comes during it finds this session's topic.
    this.#topic = new LiveTopic(session, this.#name, this.#publisher);
    if (this.#hasSubscribers) await this.#receive(this.#topic);
  }

  #receive(topic: LiveTopic): Promise<void> {
    return topic.receive((body, traceparent) => {
      const announcement = this.#reader.read(body);
      if (announcement) this.#subscribers.notify(announcement, traceparent);
    });
  }
}

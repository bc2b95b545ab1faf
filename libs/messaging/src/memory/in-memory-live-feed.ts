import { randomUUID } from 'node:crypto';
import type { LiveAnnouncement } from '@fleetman/contract';
import { noTracer } from '@fleetman/tracing';
import type { ConnectionState } from '../connection-state.ts';
import { LiveFeed, type LiveHandler } from '../live/live-feed.ts';
import { defaultExchange, type LiveFeedOptions } from '../live/live-feed-options.ts';
import { LiveSubscribers } from '../live/live-subscribers.ts';
import { FeedSpans } from '../tracing/feed-spans.ts';
import { processBroker, type InMemoryBroker } from './in-memory-broker.ts';

/** The live feed of a single process: every other subscriber has been called when `publish` resolves. */
export class InMemoryLiveFeed extends LiveFeed {
  readonly #feed: Map<LiveSubscribers, string>;
  readonly #publisher: string;
  readonly #subscribers: LiveSubscribers;
  readonly #spans: FeedSpans;
  #closed = false;

  constructor(options: LiveFeedOptions, broker: InMemoryBroker = processBroker) {
    super();
    const { exchange = defaultExchange, tracer = noTracer } = options;
    this.#feed = broker.feed(exchange);
    this.#publisher = options.publisher ?? randomUUID();
    this.#spans = new FeedSpans(tracer, 'memory', exchange);
    this.#subscribers = new LiveSubscribers(options.log, this.#spans);
  }

  get connection(): ConnectionState {
    if (this.#closed) return { connected: false, reason: 'The live feed was closed' };
    return { connected: true };
  }

  async publish({ positions = [], late = [] }: Partial<LiveAnnouncement>): Promise<void> {
    if (this.#closed || positions.length + late.length === 0) return;
    this.#spans.publish((traceparent) => {
      for (const [subscribers, publisher] of this.#feed) {
        if (publisher !== this.#publisher) subscribers.notify({ positions, late }, traceparent);
      }
    });
  }

  async subscribe(handler: LiveHandler): Promise<void> {
    if (this.#closed) return;
    this.#subscribers.add(handler);
    this.#feed.set(this.#subscribers, this.#publisher);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#feed.delete(this.#subscribers);
  }
}

import type { VehiclePosition } from '@fleetman/contract';
import type { ConnectionState } from '../connection-state.ts';
import { LiveFeed, type LiveHandler } from '../live-feed.ts';
import { defaultExchange, type LiveFeedOptions } from '../live-feed-options.ts';
import { LiveSubscribers } from '../live-subscribers.ts';
import { processBroker, type InMemoryBroker } from './in-memory-broker.ts';

/** The live feed of a single process: every subscriber has been called when `publish` resolves. */
export class InMemoryLiveFeed extends LiveFeed {
  readonly #feed: Set<LiveSubscribers>;
  readonly #subscribers: LiveSubscribers;
  #closed = false;

  constructor(options: LiveFeedOptions, broker: InMemoryBroker = processBroker) {
    super();
    this.#feed = broker.feed(options.exchange ?? defaultExchange);
    this.#subscribers = new LiveSubscribers(options.log);
  }

  get connection(): ConnectionState {
    if (this.#closed) return { connected: false, reason: 'The live feed was closed' };
    return { connected: true };
  }

  async publish(positions: readonly VehiclePosition[]): Promise<void> {
    if (this.#closed) return;
    for (const subscribers of this.#feed) subscribers.notify(positions);
  }

  async subscribe(handler: LiveHandler): Promise<void> {
    if (this.#closed) return;
    this.#subscribers.add(handler);
    this.#feed.add(this.#subscribers);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#feed.delete(this.#subscribers);
  }
}

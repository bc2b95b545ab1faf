import type { VehiclePosition } from '@fleetman/contract';
import type { ConnectionState } from '../connection-state.ts';
import { describeError } from '../describe-error.ts';
import { LiveFeed, type LiveHandler } from '../live-feed.ts';
import { defaultExchange, type LiveFeedOptions } from '../live-feed-options.ts';
import { LiveSubscribers } from '../live-subscribers.ts';
import type { Log } from '../log.ts';
import { LiveTopic } from './live-topic.ts';
import { StompLink } from './stomp-link.ts';
import type { StompSession } from './stomp-session.ts';

/** The live feed on ActiveMQ: a topic. */
export class StompLiveFeed extends LiveFeed {
  readonly #log: Log;
  readonly #name: string;
  readonly #subscribers: LiveSubscribers;
  readonly #link: StompLink;
  #hasSubscribers = false;
  #topic: LiveTopic | undefined;

  /** Connects at once, to a `stomp:` or `stomps:` URL. */
  constructor(url: string, options: LiveFeedOptions) {
    super();
    this.#log = options.log;
    this.#name = options.exchange ?? defaultExchange;
    this.#subscribers = new LiveSubscribers(options.log);
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

  async publish(positions: readonly VehiclePosition[]): Promise<void> {
    this.#topic?.publish(positions);
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
    // Before the first wait, so that whoever subscribes during it finds this session's topic.
    this.#topic = new LiveTopic(session, this.#name, this.#log);
    if (this.#hasSubscribers) await this.#receive(this.#topic);
  }

  #receive(topic: LiveTopic): Promise<void> {
    return topic.receive((positions) => {
      this.#subscribers.notify(positions);
    });
  }
}

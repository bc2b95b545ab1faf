import { randomUUID } from 'node:crypto';
import { describe, expect } from '@jest/globals';
import {
  describeLiveFeedOutages,
  type FeedBehindProxy,
} from '../contracts/live-feed-outages.contract.ts';
import { describeLiveFeed } from '../contracts/live-feed.contract.ts';
import type { LiveFeedOptions } from '../live/live-feed-options.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import { silentLog } from '../log.ts';
import { eventually } from '../testing/eventually.ts';
import { StompLiveFeed } from './stomp-live-feed.ts';
import { StompSession } from './stomp-session.ts';
import { parseStompUrl } from './stomp-url.ts';

const url = process.env['STOMP_URL'] ?? '';
const describeWithBroker = url ? describe : describe.skip;

/** A live feed of its own on the ActiveMQ of the tests; a topic without subscribers keeps nothing. */
class ActiveMqFeed implements FeedBehindProxy {
  readonly exchange = `fleetman-test-${randomUUID()}`;
  readonly #opened: LiveFeed[] = [];

  async open(options: Partial<LiveFeedOptions> = {}, by = url): Promise<LiveFeed> {
    const feed = new StompLiveFeed(by, { log: silentLog, exchange: this.exchange, ...options });
    this.#opened.push(feed);
    await eventually(() => {
      expect(feed.connection).toEqual({ connected: true });
    });
    return feed;
  }

  async publishRaw(body: string): Promise<void> {
    const session = await StompSession.open(parseStompUrl(url));
    const headers = { destination: `/topic/${this.exchange}` };
    await session.confirm([{ command: 'SEND', headers, body: Buffer.from(body) }]);
    await session.close();
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.map((feed) => feed.close()));
  }
}

describeWithBroker(`StompLiveFeed${url ? '' : ' (skipped: STOMP_URL is not set)'}`, () => {
  describeLiveFeed('StompLiveFeed', () => new ActiveMqFeed());
  describeLiveFeedOutages(url, () => new ActiveMqFeed());
});

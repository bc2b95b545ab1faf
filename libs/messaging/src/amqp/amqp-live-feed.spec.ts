import { randomUUID } from 'node:crypto';
import { connect } from 'amqplib';
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
import { AmqpLiveFeed } from './amqp-live-feed.ts';

const url = process.env['AMQP_URL'] ?? '';
const describeWithBroker = url ? describe : describe.skip;

/** A live feed of its own on the RabbitMQ of the tests, gone afterwards. */
class RabbitFeed implements FeedBehindProxy {
  readonly exchange = `fleetman-test-${randomUUID()}`;
  readonly #opened: LiveFeed[] = [];

  async open(options: Partial<LiveFeedOptions> = {}, by = url): Promise<LiveFeed> {
    const feed = new AmqpLiveFeed(by, { log: silentLog, exchange: this.exchange, ...options });
    this.#opened.push(feed);
    await eventually(() => {
      expect(feed.connection).toEqual({ connected: true });
    });
    return feed;
  }

  async publishRaw(body: string): Promise<void> {
    const model = await connect(url);
    const channel = await model.createChannel();
    channel.publish(this.exchange, '', Buffer.from(body));
    await channel.close();
    await model.close();
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.map((feed) => feed.close()));
    const model = await connect(url);
    const channel = await model.createChannel();
    await channel.deleteExchange(this.exchange);
    await channel.close();
    await model.close();
  }
}

describeWithBroker(`AmqpLiveFeed${url ? '' : ' (skipped: AMQP_URL is not set)'}`, () => {
  describeLiveFeed('AmqpLiveFeed', () => new RabbitFeed());
  describeLiveFeedOutages(url, () => new RabbitFeed());
});

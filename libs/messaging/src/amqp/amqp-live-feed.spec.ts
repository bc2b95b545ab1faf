import { randomUUID } from 'node:crypto';
import { aPosition } from '@fleetman/contract/testing';
import { connect } from 'amqplib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { describeLiveFeed, type FeedUnderTest } from '../live-feed.contract.ts';
import type { LiveFeed } from '../live-feed.ts';
import { silentLog } from '../log.ts';
import { eventually } from '../testing/eventually.ts';
import { TcpProxy } from '../testing/tcp-proxy.ts';
import { AmqpLiveFeed } from './amqp-live-feed.ts';

const url = process.env['AMQP_URL'] ?? '';
const describeWithBroker = url ? describe : describe.skip;

/** A live feed of its own on the RabbitMQ of the tests, gone afterwards. */
class RabbitFeed implements FeedUnderTest {
  readonly exchange = `fleetman-test-${randomUUID()}`;
  readonly #opened: LiveFeed[] = [];

  async open(by = url): Promise<LiveFeed> {
    const feed = new AmqpLiveFeed(by, { log: silentLog, exchange: this.exchange });
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

  let rabbit: RabbitFeed;
  let proxy: TcpProxy;
  let received: string[];
  const follow = (feed: LiveFeed) =>
    feed.subscribe((positions) => received.push(...positions.map(({ name }) => name)));

  beforeEach(async () => {
    rabbit = new RabbitFeed();
    proxy = await TcpProxy.listen(url);
    received = [];
  });

  afterEach(async () => {
    await rabbit.close();
    await proxy.close();
  });

  it('receives again after the connection was cut', async () => {
    const [publisher, subscriber] = [await rabbit.open(), await rabbit.open(proxy.url)];
    await follow(subscriber);

    proxy.cut();

    await eventually(async () => {
      await publisher.publish([aPosition({ name: 'After' })]);
      expect(received).toContain('After');
    });
  });

  it('drops what is published while RabbitMQ is away, and subscribes when it is back', async () => {
    const feed = await rabbit.open(proxy.url);
    await proxy.refuse();
    await eventually(() => {
      expect(feed.connection.connected).toBe(false);
    });
    await follow(feed);
    await feed.publish([aPosition({ name: 'Dropped' })]);

    await proxy.accept();

    await eventually(async () => {
      await feed.publish([aPosition({ name: 'Sent' })]);
      expect(received).toContain('Sent');
    });
    expect(received).not.toContain('Dropped');
  });

  it('loses the oldest of what a slow subscriber leaves behind', async () => {
    const [publisher, fast] = [await rabbit.open(), await rabbit.open()];
    const slow = await rabbit.open(proxy.url);
    await follow(slow);
    let last = '';
    await fast.subscribe(([position]) => (last = position?.name ?? ''));
    proxy.stall();

    for (let index = 0; index < 200; index++) {
      const name = `Truck ${index}`;
      await publisher.publish([aPosition({ name })]);
      await eventually(() => {
        expect(last).toBe(name);
      });
    }
    proxy.resume();

    await eventually(() => {
      expect(received.at(-1)).toBe('Truck 199');
    });
    expect(received.length).toBeLessThan(200);
    expect(received).toContain('Truck 150');
  });

  it('passes over messages that hold no positions', async () => {
    const feed = await rabbit.open();
    await follow(feed);

    await rabbit.publishRaw('not JSON');
    await rabbit.publishRaw('[{"name":"No Position"}]');
    await feed.publish([aPosition({ name: 'Good' })]);

    await eventually(() => {
      expect(received).toEqual(['Good']);
    });
  });
});

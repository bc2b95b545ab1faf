import { aPosition } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedUnderTest } from './live-feed.contract.ts';
import type { LiveFeedOptions } from '../live/live-feed-options.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import { eventually } from '../testing/eventually.ts';
import { TcpProxy } from '../testing/tcp-proxy.ts';

/** The live feed of a broker that can be reached by way of a proxy, which breaks connections. */
export interface FeedBehindProxy extends FeedUnderTest {
  open(options?: Partial<LiveFeedOptions>, url?: string): Promise<LiveFeed>;
  /** Sends what no publisher of ours would. */
  publishRaw(body: string): Promise<void>;
}

/** What every adapter of `LiveFeed` on a broker does when others fail, or misbehave. */
export function describeLiveFeedOutages(url: string, start: () => FeedBehindProxy): void {
  describe('among others that fail', () => {
    let broker: FeedBehindProxy;
    let proxy: TcpProxy;
    let received: string[];
    const follow = (feed: LiveFeed) =>
      feed.subscribe(({ positions }) => received.push(...positions.map(({ name }) => name)));

    beforeEach(async () => {
      broker = start();
      proxy = await TcpProxy.listen(url);
      received = [];
    });

    afterEach(async () => {
      await broker.close();
      await proxy.close();
    });

    it('receives again after the connection was cut', async () => {
      const [publisher, subscriber] = [await broker.open(), await broker.open({}, proxy.url)];
      await follow(subscriber);

      proxy.cut();

      await eventually(async () => {
        await publisher.publish({ positions: [aPosition({ name: 'After' })] });
        expect(received).toContain('After');
      });
    });

    it('drops what is published while the broker is away, and subscribes when it is back', async () => {
      const [feed, publisher] = [await broker.open({}, proxy.url), await broker.open()];
      await proxy.refuse();
      await eventually(() => {
        expect(feed.connection.connected).toBe(false);
      });
      await follow(feed);
      await follow(publisher);
      await feed.publish({ positions: [aPosition({ name: 'Dropped' })] });

      await proxy.accept();

      await eventually(async () => {
        await publisher.publish({ positions: [aPosition({ name: 'Sent' })] });
        expect(received).toContain('Sent');
      });
      expect(received).not.toContain('Dropped');
    });

    it('loses the oldest of what a slow subscriber leaves behind', async () => {
      const [publisher, fast] = [await broker.open(), await broker.open()];
      const slow = await broker.open({}, proxy.url);
      await follow(slow);
      let last = '';
      await fast.subscribe(({ positions: [position] }) => (last = position?.name ?? ''));
      proxy.stall();

      for (let index = 0; index < 200; index++) {
        const name = `Truck ${index}`;
        await publisher.publish({ positions: [aPosition({ name })] });
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
    }, 20_000);

    it('passes over what no vehicle can have reported, and counts it', async () => {
      let dropped = 0;
      const publisher = await broker.open();
      const feed = await broker.open({
        events: { onDropped: (count) => (dropped += count) },
      });
      await follow(feed);

      await broker.publishRaw('not JSON');
      await broker.publishRaw('[{"name":"No Position"}]');
      await broker.publishRaw(
        JSON.stringify([
          aPosition({ name: 'Early', timestamp: '9999-12-31T23:59:59.999Z' }),
          aPosition({ name: 'Fast', speed: 1e308 }),
          aPosition({ name: 'Beside them' }),
        ]),
      );
      await publisher.publish({ positions: [aPosition({ name: 'Good' })] });

      await eventually(() => {
        expect(received).toEqual(['Beside them', 'Good']);
      });
      expect(dropped).toBe(4);
    });
  });
}

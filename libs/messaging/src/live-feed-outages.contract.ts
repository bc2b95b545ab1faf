import { aPosition } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedUnderTest } from './live-feed.contract.ts';
import type { LiveFeed } from './live-feed.ts';
import { eventually } from './testing/eventually.ts';
import { TcpProxy } from './testing/tcp-proxy.ts';

/** The live feed of a broker that can be reached by way of a proxy, which breaks connections. */
export interface FeedBehindProxy extends FeedUnderTest {
  open(url?: string): Promise<LiveFeed>;
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
      feed.subscribe((positions) => received.push(...positions.map(({ name }) => name)));

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
      const [publisher, subscriber] = [await broker.open(), await broker.open(proxy.url)];
      await follow(subscriber);

      proxy.cut();

      await eventually(async () => {
        await publisher.publish([aPosition({ name: 'After' })]);
        expect(received).toContain('After');
      });
    });

    it('drops what is published while the broker is away, and subscribes when it is back', async () => {
      const feed = await broker.open(proxy.url);
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
      const [publisher, fast] = [await broker.open(), await broker.open()];
      const slow = await broker.open(proxy.url);
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
    }, 20_000);

    it('passes over messages that hold no positions', async () => {
      const feed = await broker.open();
      await follow(feed);

      await broker.publishRaw('not JSON');
      await broker.publishRaw('[{"name":"No Position"}]');
      await feed.publish([aPosition({ name: 'Good' })]);

      await eventually(() => {
        expect(received).toEqual(['Good']);
      });
    });
  });
}

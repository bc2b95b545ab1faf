import { aPosition } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { VehiclePosition } from '@fleetman/contract';
import type { LiveFeed } from './live-feed.ts';
import { eventually } from './testing/eventually.ts';

/** One live feed of a broker, as the contract test of `LiveFeed` needs it. */
export interface FeedUnderTest {
  /** A new feed object, connected; closed by {@link FeedUnderTest.close}. */
  open(): Promise<LiveFeed>;
  /** Closes what was opened and removes what is left of the feed. */
  close(): Promise<void>;
}

/** What every adapter of `LiveFeed` does; `start` gives a feed that nobody else uses. */
export function describeLiveFeed(name: string, start: () => FeedUnderTest): void {
  describe(`${name} as a LiveFeed`, () => {
    let feed: FeedUnderTest;
    let received: VehiclePosition[];
    const receive = (positions: readonly VehiclePosition[]) => {
      received.push(...positions);
    };

    beforeEach(() => {
      feed = start();
      received = [];
    });

    afterEach(async () => {
      await feed.close();
    });

    it('carries positions whole, in the order they were published', async () => {
      const [publisher, subscriber] = [await feed.open(), await feed.open()];
      await subscriber.subscribe(receive);
      const first = aPosition({ name: 'First', speed: null, heading: null });
      const others = [aPosition({ name: 'Second' }), aPosition({ name: 'Third' })];

      await publisher.publish([first]);
      await publisher.publish(others);

      await eventually(() => {
        expect(received).toEqual([first, ...others]);
      });
    });

    it('reaches every subscriber, also several of one feed object', async () => {
      const counts = [0, 0, 0];
      const [one, other] = [await feed.open(), await feed.open()];
      await one.subscribe(() => (counts[0] = 1));
      await one.subscribe(() => (counts[1] = 1));
      await other.subscribe(() => (counts[2] = 1));

      await one.publish([aPosition()]);

      await eventually(() => {
        expect(counts).toEqual([1, 1, 1]);
      });
    });

    it('keeps nothing for a subscriber that comes later', async () => {
      const [publisher, late] = [await feed.open(), await feed.open()];
      const seenInTime: string[] = [];
      await publisher.subscribe((positions) => {
        seenInTime.push(...positions.map((position) => position.name));
      });
      await publisher.publish([aPosition({ name: 'Missed' })]);
      // Publishing is not confirmed: only this says that the broker has handed it out.
      await eventually(() => {
        expect(seenInTime).toEqual(['Missed']);
      });

      await late.subscribe(receive);

      await publisher.publish([aPosition({ name: 'Seen' })]);
      await eventually(() => {
        expect(received.map((position) => position.name)).toEqual(['Seen']);
      });
    });

    it('reaches the others when one subscriber throws', async () => {
      const one = await feed.open();
      await one.subscribe(() => {
        throw new Error('a defect');
      });
      await one.subscribe(receive);

      await one.publish([aPosition({ name: 'First' })]);
      await one.publish([aPosition({ name: 'Second' })]);

      await eventually(() => {
        expect(received).toHaveLength(2);
      });
    });

    it('stops at close', async () => {
      const [publisher, subscriber] = [await feed.open(), await feed.open()];
      let afterClose = 0;
      await subscriber.subscribe(() => (afterClose += 1));
      await publisher.subscribe(receive);

      await subscriber.close();
      await publisher.publish([aPosition()]);

      await eventually(() => {
        expect(received).toHaveLength(1);
      });
      expect(afterClose).toBe(0);
      expect(subscriber.connection.connected).toBe(false);
    });

    it('drops what is published after close, without complaint', async () => {
      const one = await feed.open();

      await Promise.all([one.close(), one.close()]);

      await expect(one.publish([aPosition()])).resolves.toBeUndefined();
      await expect(one.subscribe(receive)).resolves.toBeUndefined();
    });
  });
}

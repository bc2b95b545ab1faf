import { aPosition } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LiveAnnouncement, VehiclePosition } from '@fleetman/contract';
import { SpanRecording } from '@fleetman/tracing/testing';
import type { LiveFeedOptions } from '../live/live-feed-options.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import { eventually } from '../testing/eventually.ts';

/** One live feed of a broker, as the contract test of `LiveFeed` needs it. */
export interface FeedUnderTest {
  /** A new feed object, connected; closed by {@link FeedUnderTest.close}. */
  open(options?: Partial<LiveFeedOptions>): Promise<LiveFeed>;
  /** Closes what was opened and removes what is left of the feed. */
  close(): Promise<void>;
}

/** What every adapter of `LiveFeed` does; `start` gives a feed that nobody else uses. */
export function describeLiveFeed(name: string, start: () => FeedUnderTest): void {
  describe(`${name} as a LiveFeed`, () => {
    let feed: FeedUnderTest;
    let received: VehiclePosition[];
    const receive = ({ positions }: LiveAnnouncement) => {
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

      await publisher.publish({ positions: [first] });
      await publisher.publish({ positions: others });

      await eventually(() => {
        expect(received).toEqual([first, ...others]);
      });
    });

    it('hands on the trace of what is recorded, and begins none', async () => {
      const recording = await SpanRecording.start();
      const [tracker, gateway] = [recording.tracer('tracker'), recording.tracer('gateway')];
      const publisher = await feed.open({ tracer: tracker });
      const subscriber = await feed.open({ tracer: gateway });
      const origins: unknown[] = [];
      await subscriber.subscribe(() => origins.push(gateway.origins));

      await publisher.publish({ positions: [aPosition()] });
      await tracker.span('process', {}, () => publisher.publish({ positions: [aPosition()] }));
      await eventually(() => {
        expect(origins).toHaveLength(2);
      });

      const spans = await recording.finish();
      const [process, send, receive] = spans;
      expect(spans.map(({ service, kind }) => [service, kind])).toEqual([
        ['tracker', 'internal'],
        ['tracker', 'producer'],
        ['gateway', 'consumer'],
      ]);
      expect([send?.parentSpanId, receive?.parentSpanId]).toEqual([process?.spanId, send?.spanId]);
      expect(origins).toEqual([undefined, [expect.stringContaining(receive?.spanId ?? '')]]);
    });

    it('carries which late fixes were stored, with and without positions', async () => {
      const [publisher, subscriber] = [await feed.open(), await feed.open()];
      const announced: LiveAnnouncement[] = [];
      await subscriber.subscribe((announcement) => announced.push(announcement));
      const late = [
        {
          name: 'Late Truck',
          from: '2026-11-22T09:00:00.000Z',
          until: '2026-11-22T09:30:00.000Z',
        },
      ];

      await publisher.publish({ late });
      await publisher.publish({});
      await publisher.publish({ positions: [aPosition()], late });

      await eventually(() => {
        expect(announced).toEqual([
          { positions: [], late },
          { positions: [aPosition()], late },
        ]);
      });
    });

    it('reaches every subscriber, also several of one feed object', async () => {
      const counts = [0, 0, 0];
      const [one, other, publisher] = [await feed.open(), await feed.open(), await feed.open()];
      await one.subscribe(() => (counts[0] = 1));
      await one.subscribe(() => (counts[1] = 1));
      await other.subscribe(() => (counts[2] = 1));

      await publisher.publish({ positions: [aPosition()] });

      await eventually(() => {
        expect(counts).toEqual([1, 1, 1]);
      });
    });

    it('passes over what the feed object itself published', async () => {
      const [one, other] = [await feed.open(), await feed.open()];
      await one.subscribe(receive);

      await one.publish({ positions: [aPosition({ name: 'Own' })] });
      await other.publish({ positions: [aPosition({ name: 'Other' })] });

      await eventually(() => {
        expect(received.map(({ name }) => name)).toEqual(['Other']);
      });
    });

    it('keeps nothing for a subscriber that comes later', async () => {
      const [publisher, early, late] = [await feed.open(), await feed.open(), await feed.open()];
      const seenInTime: string[] = [];
      await early.subscribe(({ positions }) => {
        seenInTime.push(...positions.map((position) => position.name));
      });
      await publisher.publish({ positions: [aPosition({ name: 'Missed' })] });
      // Publishing is not confirmed: only this says that the broker has handed it out.
      await eventually(() => {
        expect(seenInTime).toEqual(['Missed']);
      });

      await late.subscribe(receive);

      await publisher.publish({ positions: [aPosition({ name: 'Seen' })] });
      await eventually(() => {
        expect(received.map((position) => position.name)).toEqual(['Seen']);
      });
    });

    it('reaches the others when one subscriber throws', async () => {
      const [one, publisher] = [await feed.open(), await feed.open()];
      await one.subscribe(() => {
        throw new Error('a defect');
      });
      await one.subscribe(receive);

      await publisher.publish({ positions: [aPosition({ name: 'First' })] });
      await publisher.publish({ positions: [aPosition({ name: 'Second' })] });

      await eventually(() => {
        expect(received).toHaveLength(2);
      });
    });

    it('stops at close', async () => {
      const [publisher, subscriber, other] = [
        await feed.open(),
        await feed.open(),
        await feed.open(),
      ];
      let afterClose = 0;
      await subscriber.subscribe(() => (afterClose += 1));
      await other.subscribe(receive);

      await subscriber.close();
      await publisher.publish({ positions: [aPosition()] });

      await eventually(() => {
        expect(received).toHaveLength(1);
      });
      expect(afterClose).toBe(0);
      expect(subscriber.connection.connected).toBe(false);
    });

    it('drops what is published after close, without complaint', async () => {
      const one = await feed.open();

      await Promise.all([one.close(), one.close()]);

      await expect(one.publish({ positions: [aPosition()] })).resolves.toBeUndefined();
      await expect(one.subscribe(receive)).resolves.toBeUndefined();
    });
  });
}

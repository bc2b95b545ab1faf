import type {
  LateFixes,
  LiveAnnouncement,
  PositionReport,
  VehiclePosition,
} from '@fleetman/contract';
import { aReport } from '@fleetman/contract/testing';
import { LiveFeed } from '@fleetman/messaging';
import { silentLog } from '@fleetman/messaging/testing';
import { defaultMotionRules } from '@fleetman/motion';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { VehicleFixes } from '../fixes/fix.ts';
import { InMemoryPositionStore } from '../store/memory/in-memory-position-store.ts';
import { LiveAnnouncer } from './live-announcer.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const after = (seconds: number) => new Date(noon.getTime() + seconds * 1_000);
const now = () => noon;

/** Lets everything happen that waits for nothing else. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
}

/** A feed whose every publish ends when the test says so. */
class SlowFeed extends LiveFeed {
  readonly connection = { connected: true } as const;
  readonly published: (readonly VehiclePosition[])[] = [];
  readonly late: (readonly LateFixes[])[] = [];
  #end: PromiseWithResolvers<void> | undefined;

  async publish({ positions = [], late = [] }: Partial<LiveAnnouncement>): Promise<void> {
    this.published.push(positions);
    this.late.push(late);
    this.#end = Promise.withResolvers();
    await this.#end.promise;
  }

  async finish(error?: Error): Promise<void> {
    if (error) this.#end?.reject(error);
    else this.#end?.resolve();
    await settle();
  }

  async subscribe(): Promise<void> {
    throw new Error('nobody subscribes here');
  }

  async close(): Promise<void> {
    await this.finish();
  }
}

/** A store that can be told to fail, as a database does. */
class FailingStore extends InMemoryPositionStore {
  isFailing = false;

  override async latest(filter = {}): Promise<readonly VehicleFixes[]> {
    if (this.isFailing) throw new Error('the database is away');
    return super.latest(filter);
  }
}

describe('LiveAnnouncer', () => {
  let feed: SlowFeed;
  let store: FailingStore;
  let announcer: LiveAnnouncer;

  beforeEach(() => {
    feed = new SlowFeed();
    store = new FailingStore({ maxPositions: 10_000, retentionMs: 604_800_000, now });
    const motion = { now, rules: defaultMotionRules, toleranceMs: 0 };
    // No rest between two announcements.
    const clock = { now: () => 0, pause: async () => new Promise<void>(setImmediate) };
    announcer = new LiveAnnouncer({ store, feed, log: silentLog, motion, clock });
  });

  /** Stores reports and has them announced, as the recorder does. */
  async function record(...reports: PositionReport[]): Promise<void> {
    await store.saveAll(reports);
    announcer.announce(reports);
    await settle();
  }

  const latsOf = (positions: readonly VehiclePosition[] | undefined) =>
    positions?.map(({ name, lat }) => [name, lat]);

  it('announces where vehicles are now, with speed and heading', async () => {
    await record(
      aReport({ time: after(-60), lat: 53.33393, lng: -1.52097 }),
      aReport({ time: after(0), lat: 53.34292, lng: -1.52083 }),
    );

    expect(feed.published).toEqual([
      [
        {
          name: 'City Truck',
          lat: 53.34292,
          longitude: -1.52083,
          timestamp: '2026-11-22T12:00:00.000Z',
          speed: 37.3,
          heading: 0.5,
        },
      ],
    ]);
  });

  it('announces each vehicle once, where it is by then, after the feed was busy', async () => {
    await record(aReport({ vehicle: 'A', time: after(-9), lat: 1 }));
    await record(aReport({ vehicle: 'A', time: after(-8), lat: 1.0001 }));
    await record(aReport({ vehicle: 'B', time: after(-7), lat: 2 }));
    await record(aReport({ vehicle: 'A', time: after(-6), lat: 1.0002 }));
    await feed.finish();

    expect(feed.published.map(latsOf)).toEqual([
      [['A', 1]],
      [
        ['A', 1.0002],
        ['B', 2],
      ],
    ]);
  });

  it('announces which stretch of a history late reports have changed', async () => {
    await record(aReport({ time: after(0) }));
    await record(...[-40, -60, -50].map((seconds) => aReport({ time: after(seconds) })));
    await feed.finish();
    await record(aReport({ time: after(1) }));
    await feed.finish();

    expect(feed.late).toEqual([
      [],
      [{ name: 'City Truck', from: after(-60).toISOString(), until: after(-40).toISOString() }],
      [],
    ]);
  });

  it('joins the late fixes of a vehicle while the feed is busy, without its newest', async () => {
    await record(aReport({ time: after(-10) }));
    await record(aReport({ time: after(-40) }), aReport({ time: after(-30) }));
    await record(aReport({ time: after(0) }), aReport({ time: after(-60) }));
    await feed.finish();

    expect(feed.late[1]).toEqual([
      { name: 'City Truck', from: after(-60).toISOString(), until: after(-30).toISOString() },
    ]);
  });

  it('announces no position for a report that is too late to change one', async () => {
    const seconds = Array.from({ length: 12 }, (_, index) => -index);
    await record(...seconds.map((second) => aReport({ time: after(second) })));
    await feed.finish();

    await record(aReport({ time: after(-20) }));
    await feed.finish();
    await record(aReport({ time: after(-1.5) }));

    expect(feed.published[1]).toEqual([]);
    expect(feed.published[2]).toMatchObject([{ timestamp: '2026-11-22T12:00:00.000Z' }]);
  });

  it('announces no place that cannot be believed', async () => {
    await record(aReport({ time: after(-10), lat: 0, lng: 0 }));
    expect(feed.published).toEqual([]);

    await record(aReport({ time: after(-20) }), aReport({ time: after(0), lat: 9 }));

    expect(feed.published).toMatchObject([[{ timestamp: after(-20).toISOString() }]]);
  });

  it('announces a large fleet in pieces', async () => {
    const fleet = Array.from({ length: 2_500 }, (_, index) =>
      aReport({ vehicle: `Truck ${index}`, time: after(0) }),
    );

    await record(...fleet);
    await feed.finish();
    await feed.finish();

    expect(feed.published.map(({ length }) => length)).toEqual([1_000, 1_000, 500]);
  });

  it('loses nothing while the store is away', async () => {
    store.isFailing = true;
    await record(aReport({ vehicle: 'A', time: after(-9) }));
    expect(feed.published).toEqual([]);

    store.isFailing = false;
    await record(aReport({ vehicle: 'B', time: after(-9) }));

    expect(
      feed.published
        .flat()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['A', 'B']);
  });

  it('announces what is left when it closes, and gives up what fails again', async () => {
    await record(aReport({ vehicle: 'A', time: after(-9) }));
    await record(aReport({ vehicle: 'B', time: after(-9) }));
    const closed = announcer.close();
    await feed.finish();
    await feed.finish();
    await closed;
    expect(feed.published.flat().map(({ name }) => name)).toEqual(['A', 'B']);

    store.isFailing = true;
    await record(aReport({ vehicle: 'C', time: after(-9) }));
    await announcer.close();
    expect(feed.published).toHaveLength(2);
  });

  it('publishes nothing where there is nothing', async () => {
    await record();

    expect(feed.published).toEqual([]);
  });
});

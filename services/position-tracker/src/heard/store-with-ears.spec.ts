import { aPosition, aReport } from '@fleetman/contract/testing';
import { openLiveFeed } from '@fleetman/messaging';
import { silentLog } from '@fleetman/messaging/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { InMemoryPositionStore } from '../store/memory/in-memory-position-store.ts';
import { HeardFixes } from './heard-fixes.ts';
import { StoreWithEars } from './store-with-ears.ts';

const noon = new Date('2026-11-22T12:00:00.000Z').getTime();
const after = (seconds: number) => new Date(noon + seconds * 1_000);

describe('StoreWithEars', () => {
  let clock: number;
  let own: InMemoryPositionStore;
  let store: StoreWithEars;
  let feedNumber = 0;

  /** Another tracker announces where a vehicle is. */
  let announce: (name: string, seconds: number) => Promise<void>;

  beforeEach(async () => {
    clock = 0;
    const now = () => after(60);
    own = new InMemoryPositionStore({ maxPositions: 100, retentionMs: 604_800_000, now });
    const options = { log: silentLog, exchange: `ears ${(feedNumber += 1)}` };
    const other = openLiveFeed('memory:', options);
    const heard = new HeardFixes(2, () => clock);
    store = new StoreWithEars(own, { ears: openLiveFeed('memory:', options), heard });
    announce = (name, seconds) =>
      other.publish({
        positions: [aPosition({ name, lat: seconds, timestamp: after(seconds).toISOString() })],
      });
    await own.saveAll([
      aReport({ vehicle: 'A', time: after(0) }),
      aReport({ vehicle: 'B', time: after(0) }),
    ]);
  });

  async function secondsOf(filter = {}): Promise<Record<string, number>> {
    const latest = await store.latest(filter);
    return Object.fromEntries(
      latest.map(({ vehicle, newest }) => [vehicle, (newest.time.getTime() - noon) / 1_000]),
    );
  }

  it('knows a heard position that is newer than its own fixes', async () => {
    await announce('A', 5);
    await announce('B', -5);

    expect(await secondsOf()).toEqual({ A: 5, B: 0 });
    expect(await secondsOf({ names: ['A'] })).toEqual({ A: 5 });
    expect(await secondsOf({ since: after(3) })).toEqual({ A: 5 });
    const [vehicle] = await store.latest({ names: ['A'] });
    expect(vehicle?.fixes.map(({ time }) => time)).toEqual([after(0), after(5)]);
  });

  it('writes nothing of it, and knows no vehicle that it has only heard of', async () => {
    await announce('A', 5);
    await announce('C', 5);

    expect(await secondsOf()).toEqual({ A: 5, B: 0 });
    expect((await store.history('A', { limit: 10 })).fixes).toHaveLength(1);
  });

  it('forgets it when its own fixes have caught up', async () => {
    await announce('A', 5);
    await own.saveAll([aReport({ vehicle: 'A', time: after(6) })]);

    expect(await secondsOf()).toEqual({ A: 6, B: 0 });
  });

  it('forgets it after ten seconds', async () => {
    await announce('A', 5);
    clock = 9_000;
    expect(await secondsOf()).toEqual({ A: 5, B: 0 });

    clock = 11_000;
    expect(await secondsOf()).toEqual({ A: 0, B: 0 });
  });

  it('says what has changed since a version: by reports, by hearing, by forgetting', async () => {
    const first = store.version;
    expect(await secondsOf({ changedAfter: first })).toEqual({});

    await announce('A', 5);
    const second = store.version;
    expect(second).toBeGreaterThan(first);
    expect(await secondsOf({ changedAfter: first })).toEqual({ A: 5 });

    clock = 11_000;
    await own.saveAll([aReport({ vehicle: 'B', time: after(1) })]);
    expect(store.version).toBeGreaterThan(second);
    expect(await secondsOf({ changedAfter: second })).toEqual({ A: 0, B: 1 });
    expect(await secondsOf({ changedAfter: store.version })).toEqual({});
  });

  it('holds no more vehicles than there may be', async () => {
    await own.saveAll([aReport({ vehicle: 'C', time: after(0) })]);
    for (const name of ['A', 'B', 'C']) await announce(name, 5);

    expect(await secondsOf()).toEqual({ A: 5, B: 5, C: 0 });
  });
});

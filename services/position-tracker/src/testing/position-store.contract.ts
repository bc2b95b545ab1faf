import type { PositionReport } from '@fleetman/contract';
import { aReport } from '@fleetman/contract/testing';
import { neighboursAfter, neighboursBefore } from '@fleetman/motion';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PositionStore } from '../store/position-store.ts';

/** What a store under test is told; `now` is the same for all. */
export interface StoreUnderTestOptions {
  readonly now: () => Date;
  readonly retentionMs: number;
}

/** One empty place for positions that is gone after `dispose`. */
export interface StorePlace {
  /** A store on this place: another one each time where the technology knows several on one place. */
  open(options: StoreUnderTestOptions): Promise<PositionStore>;
  /** Resolves when all open stores know what was saved in any of them; at once if they always do. */
  healed(): Promise<void>;
  /** Closes all that was opened and leaves nothing behind. */
  dispose(): Promise<void>;
}

// In the future: MongoDB removes by its own clock what is older than the retention.
const noon = new Date('2096-11-22T12:00:00.000Z');
const hour = 3_600_000;
const weekMs = 7 * 24 * hour;

/** A time so many seconds before noon. */
function before(seconds: number): Date {
  return new Date(noon.getTime() - seconds * 1_000);
}

function reportBefore(seconds: number, overrides: Partial<PositionReport> = {}): PositionReport {
  return aReport({ time: before(seconds), lat: seconds / 100, ...overrides });
}

/** What reports of as many other vehicles say. */
function others(count: number): readonly Partial<PositionReport>[] {
  return Array.from({ length: count }, (_, index) => ({ vehicle: `Van ${index}` }));
}

/** What every {@link PositionStore} does; an adapter's spec calls this with a way to make one. */
export function describePositionStore(name: string, createPlace: () => Promise<StorePlace>): void {
  describe(`${name} as a PositionStore`, () => {
    let place: StorePlace;
    let store: PositionStore;
    let now: Date;
    const clock = { now: () => now, retentionMs: weekMs };

    beforeEach(async () => {
      now = noon;
      place = await createPlace();
      store = await place.open(clock);
    });

    afterEach(async () => {
      await place.dispose();
    });

    async function timesOf(vehicle: string, range = {}): Promise<number[]> {
      const { fixes } = await store.history(vehicle, { limit: 100, ...range });
      return fixes.map((fix) => (noon.getTime() - fix.time.getTime()) / 1_000);
    }

    it('is connected', () => {
      expect(store.connection).toEqual({ connected: true });
    });

    it('finds a vehicle at once that another store on the same place has just saved', async () => {
      const other = await place.open(clock);
      await other.saveAll([reportBefore(20), reportBefore(10)]);

      const found = await store.find('City Truck');

      expect(found).toEqual((await other.latest())[0]);
      expect(await store.find('Village Truck')).toBeUndefined();
    });

    it('knows the newest fixes of each vehicle, oldest first', async () => {
      await store.saveAll([reportBefore(30), reportBefore(20), reportBefore(10)]);
      await store.saveAll([reportBefore(5, { vehicle: 'Village Truck' })]);

      const latest = await store.latest();

      const sorted = [...latest].sort((one, other) => (one.vehicle < other.vehicle ? -1 : 1));
      const place = (seconds: number) => ({ lat: seconds / 100, lng: -71.24894 });
      expect(sorted).toEqual([
        {
          vehicle: 'City Truck',
          newest: { time: before(10), ...place(10) },
          fixes: [30, 20, 10].map((seconds) => ({ time: before(seconds), ...place(seconds) })),
        },
        {
          vehicle: 'Village Truck',
          newest: { time: before(5), ...place(5) },
          fixes: [{ time: before(5), ...place(5) }],
        },
      ]);
    });

    it('puts a late fix between two that came before it', async () => {
      await store.saveAll([reportBefore(10), reportBefore(30)]);
      await store.saveAll([reportBefore(20)]);
      await store.saveAll([reportBefore(40)]);

      const [vehicle] = await store.latest();

      expect(vehicle?.fixes.map(({ time }) => time)).toEqual([40, 30, 20, 10].map(before));
      expect(await timesOf('City Truck')).toEqual([10, 20, 30, 40]);
    });

    it('keeps every digit and all that a device measured', async () => {
      const fix = {
        time: before(1),
        lat: -53.37981658056378,
        lng: 179.99999999999997,
        speed: 13.4,
        heading: 359.9,
        accuracy: 0,
      };
      await store.saveAll([reportBefore(2), { vehicle: 'City Truck', ...fix }]);

      const [vehicle] = await store.latest();
      const { fixes } = await store.history('City Truck', { limit: 1 });

      expect(vehicle?.newest).toEqual(fix);
      expect(fixes).toEqual([fix]);
      expect(vehicle?.fixes[0]).not.toHaveProperty('speed', expect.anything());
    });

    it('says how many reports were new', async () => {
      expect((await store.saveAll([])).added).toBe(0);
      expect((await store.saveAll([reportBefore(1), reportBefore(2), reportBefore(2)])).added).toBe(
        2,
      );
      expect((await store.saveAll([reportBefore(2), reportBefore(3)])).added).toBe(1);
      expect((await store.saveAll([reportBefore(3), reportBefore(2)])).added).toBe(0);
    });

    it.each([
      ['in one batch', [[{ lat: 1 }, { lat: 2 }]]],
      ['one after the other', [[{ lat: 1 }], [{ lat: 2 }]]],
      ['beside a newer one', [[{ lat: 1 }], [{ lat: 2 }, { time: before(0) }]]],
      ['among many others', [[...others(300), { lat: 1 }, ...others(301), { lat: 2 }]]],
    ])('lets the first of two different reports with one time stand: %s', async (_, batches) => {
      for (const batch of batches) {
        await store.saveAll(batch.map((overrides) => reportBefore(1, overrides)));
      }

      const { fixes } = await store.history('City Truck', { until: before(1), limit: 10 });
      const [vehicle] = await store.latest({ names: ['City Truck'] });

      expect(fixes.map(({ lat }) => lat)).toEqual([1]);
      expect(vehicle?.fixes.find((fix) => fix.time.getTime() === before(1).getTime())?.lat).toBe(1);
    });

    it('answers the vehicles that are asked for by name', async () => {
      const vehicles = ['A', 'B', 'C'];
      await store.saveAll(vehicles.map((vehicle) => reportBefore(1, { vehicle })));

      const some = await store.latest({ names: ['C', 'unknown', 'A', 'A'] });

      expect(some.map(({ vehicle }) => vehicle).sort()).toEqual(['A', 'C']);
      expect(await store.latest({ names: [] })).toEqual([]);
    });

    it('answers the vehicles that reported at a time or later', async () => {
      await store.saveAll([
        reportBefore(1, { vehicle: 'A' }),
        reportBefore(2, { vehicle: 'B' }),
        reportBefore(3, { vehicle: 'C' }),
      ]);

      const recent = await store.latest({ since: before(2) });

      expect(recent.map(({ vehicle }) => vehicle).sort()).toEqual(['A', 'B']);
    });

    it('answers a history newest first, both ends of its range inclusive', async () => {
      await store.saveAll([1, 2, 3, 4, 5].map((seconds) => reportBefore(seconds)));

      expect(await timesOf('City Truck')).toEqual([1, 2, 3, 4, 5]);
      expect(await timesOf('City Truck', { since: before(4), until: before(2) })).toEqual([
        2, 3, 4,
      ]);
      expect(await timesOf('City Truck', { since: before(4), limit: 2 })).toEqual([1, 2]);
      expect(await timesOf('City Truck', { since: before(2), until: before(4) })).toEqual([]);
      expect(await timesOf('unknown')).toEqual([]);
    });

    it.each([
      ['cut by its limit', { limit: 2 }, 3],
      ['cut by its start', { since: before(2), limit: 100 }, 3],
      ['whole', { limit: 100 }, undefined],
      ['empty', { until: before(100), limit: 100 }, undefined],
    ])('gives the neighbour before a history that is %s', async (_, range, seconds) => {
      await store.saveAll([1, 2, 3, 4].map((age) => reportBefore(age)));

      const { before: neighbours } = await store.history('City Truck', range);

      expect(neighbours[0]?.time).toEqual(seconds === undefined ? undefined : before(seconds));
    });

    it('gives the neighbours on both sides of a history, as many as judge it', async () => {
      const ages = Array.from({ length: 100 }, (_, index) => 100 - index);
      await store.saveAll(ages.map((age) => reportBefore(age)));

      const range = { since: before(60), until: before(30), limit: 100 };
      const history = await store.history('City Truck', range);
      const cut = await store.history('City Truck', { ...range, limit: 10 });

      const times = (from: number, count: number, step: 1 | -1) =>
        Array.from({ length: count }, (_, index) => before(from + index * step));
      expect(history.before.map(({ time }) => time)).toEqual(times(61, neighboursBefore, 1));
      expect(history.after.map(({ time }) => time)).toEqual(times(29, neighboursAfter, -1));
      expect(cut.before.map(({ time }) => time)).toEqual(times(40, neighboursBefore, 1));
      expect(cut.after).toEqual(history.after);
    });

    it('forgets what is older than the retention', async () => {
      const old = (weekMs - hour) / 1_000;
      await store.saveAll([reportBefore(old + 10), reportBefore(old), reportBefore(10)]);
      now = new Date(noon.getTime() + hour);

      expect(await timesOf('City Truck')).toEqual([10, old]);
      const { before: neighbours } = await store.history('City Truck', { limit: 2 });
      expect(neighbours).toEqual([]);
      expect((await store.saveAll([reportBefore(old + 20)])).added).toBe(0);
    });

    it('lets a vehicle go that was silent for longer than the retention', async () => {
      await store.saveAll([reportBefore(10), reportBefore(0, { vehicle: 'Village Truck' })]);
      now = new Date(noon.getTime() + weekMs - 5_000);

      expect((await store.latest()).map(({ vehicle }) => vehicle)).toEqual(['Village Truck']);
      expect(await store.latest({ names: ['City Truck'] })).toEqual([]);
      expect(await store.latest({ since: before(20) })).toHaveLength(1);
      expect(await timesOf('City Truck')).toEqual([]);
    });

    it('knows no speed from a fix that is older than the retention', async () => {
      await store.saveAll([reportBefore(10), reportBefore(0)]);
      now = new Date(noon.getTime() + weekMs - 5_000);

      const [vehicle] = await store.latest();

      expect(vehicle?.fixes.map(({ time }) => time)).toEqual([before(0)]);
    });

    it.each(['$where', 'a.b', '__proto__', 'A/B %2F', '🚚', '<script>', 'É', '12'])(
      'takes the vehicle name %s like any other',
      async (vehicle) => {
        await store.saveAll([reportBefore(2, { vehicle }), reportBefore(1, { vehicle })]);

        expect(await store.latest({ names: [vehicle] })).toMatchObject([{ vehicle }]);
        expect(await timesOf(vehicle)).toEqual([1, 2]);
      },
    );

    it('counts the vehicles', async () => {
      expect(await store.countVehicles()).toBe(0);
      await store.saveAll(['A', 'B', 'A'].map((vehicle) => reportBefore(1, { vehicle })));

      expect(await store.countVehicles()).toBe(2);
    });

    it('answers from several stores on one place alike', async () => {
      const other = await place.open(clock);
      await Promise.all([
        store.saveAll([reportBefore(1), reportBefore(3)]),
        other.saveAll([reportBefore(2), reportBefore(3)]),
      ]);

      await place.healed();
      expect(await other.latest()).toEqual(await store.latest());
      expect(await timesOf('City Truck')).toEqual([1, 2, 3]);
    });

    it('can be closed twice', async () => {
      await store.close();
      await expect(store.close()).resolves.toBeUndefined();
    });
  });
}

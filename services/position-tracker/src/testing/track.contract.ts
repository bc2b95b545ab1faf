import { aReport } from '@fleetman/contract/testing';
import { allOf } from '@fleetman/toolkit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { HistoryRange, PositionStore } from '../store/position-store.ts';
import type { StorePlace } from './position-store.contract.ts';

// In the future: MongoDB removes by its own clock what is older than the retention.
const noon = new Date('2096-11-22T12:00:00.000Z');
const weekMs = 604_800_000;

/** A time so many seconds before noon. */
const before = (seconds: number): Date => new Date(noon.getTime() - seconds * 1_000);
const reportBefore = (seconds: number) => aReport({ time: before(seconds) });

/** How every {@link PositionStore} reads tracks. */
export function describeTracks(name: string, createPlace: () => Promise<StorePlace>): void {
  describe(`${name} as a store of tracks`, () => {
    let place: StorePlace;
    let store: PositionStore;

    beforeEach(async () => {
      place = await createPlace();
      store = await place.open({ now: () => noon, retentionMs: weekMs });
    });
    afterEach(async () => {
      await place.dispose();
    });

    it.each([
      ['newest first', undefined, -1],
      ['newest first from a time', 1_500, -1],
      ['newest first from between two fixes', 1_500.5, -1],
      ['oldest first', undefined, 1],
      ['oldest first from a time', 3_000, 1],
      ['oldest first from before all', 100_000, 1],
      ['newest first from after all', -100_000, -1],
      ['newest first from before all', 100_000, -1],
    ] as const)('reads a track %s, in pages', async (_, from, order) => {
      const ages = [
        ...Array.from({ length: 3_000 }, (_, index) => 1 + index),
        // So seldom that it takes other steps to find them.
        ...Array.from({ length: 30 }, (_, index) => 5_000 + index * 3_600),
      ];
      await store.saveAll(ages.map((age) => reportBefore(age)));

      for (const pageSize of [undefined, 100]) {
        const wish = { order, pageSize, ...(from !== undefined && { from: before(from) }) };
        const pages = await allOf(store.track('City Truck', wish));

        const read = pages.flat().map(({ time }) => (noon.getTime() - time.getTime()) / 1_000);
        const isAsked = (age: number) =>
          from === undefined || (order < 0 ? age >= from : age <= from);
        expect(read).toEqual((order < 0 ? ages : ages.toReversed()).filter(isAsked));
        expect(Math.max(0, ...pages.map(({ length }) => length))).toBeLessThanOrEqual(
          pageSize ?? 2_500,
        );
      }
      expect(await allOf(store.track('unknown', { order }))).toEqual([]);
    });

    it('says where to begin to read a range forwards', async () => {
      await store.saveAll([1, 2, 3, 400_000].map((seconds) => reportBefore(seconds)));
      const startOf = async (range: Partial<HistoryRange>) => {
        const start = await store.startOf('City Truck', { limit: 2, ...range });
        return start && (noon.getTime() - start.getTime()) / 1_000;
      };

      expect(await startOf({})).toBe(2);
      expect(await startOf({ limit: 4 })).toBe(400_000);
      expect(await startOf({ limit: 5 })).toBeUndefined();
      expect(await startOf({ until: before(2) })).toBe(3);
      expect(await startOf({ limit: 3, since: before(10) })).toBe(3);
      expect(await startOf({ limit: 4, since: before(10) })).toBe(10);
      expect(await startOf({ until: before(2.5) })).toBe(400_000);
      expect(await startOf({ limit: Infinity })).toBeUndefined();
      expect(await startOf({ limit: Infinity, since: before(10) })).toBe(10);
      expect(await store.startOf('unknown', { limit: 1 })).toBeUndefined();
    });

    it('says where to begin of many fixes, close and far apart', async () => {
      const ages = [
        ...Array.from({ length: 2_000 }, (_, index) => 1 + index),
        ...Array.from({ length: 30 }, (_, index) => 5_000 + index * 3_600),
      ];
      await store.saveAll(ages.map((age) => reportBefore(age)));

      const limits = [1, 299, 300, 301, 1_500, 2_000, 2_001, 2_029, 2_030, 2_031];
      const starts = await Promise.all(
        limits.map(async (limit) => store.startOf('City Truck', { limit })),
      );

      const timeOf = (age: number | undefined) => (age === undefined ? undefined : before(age));
      expect(starts).toEqual(limits.map((limit) => timeOf(ages[limit - 1])));
    });
  });
}

import type { PositionReport } from '@fleetman/contract';
import { aReport } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PositionStore } from '../store/position-store.ts';
import type { StorePlace } from './position-store.contract.ts';

// Far ahead: MongoDB removes what is older than the retention by its own clock.
const noon = new Date('2096-11-22T12:00:00.000Z');

/** A time so many seconds before noon. */
function before(seconds: number): Date {
  return new Date(noon.getTime() - seconds * 1_000);
}

function reportBefore(seconds: number, overrides: Partial<PositionReport> = {}): PositionReport {
  return aReport({ time: before(seconds), lat: seconds / 100, ...overrides });
}

/** Which of a vehicle's fixes every {@link PositionStore} keeps for its present position. */
export function describeNewestFixes(name: string, createPlace: () => Promise<StorePlace>): void {
  describe(`The newest fixes in ${name}`, () => {
    let place: StorePlace;
    let store: PositionStore;

    beforeEach(async () => {
      place = await createPlace();
      store = await place.open({ now: () => noon, retentionMs: 604_800_000 });
    });

    afterEach(async () => {
      await place.dispose();
    });

    it('are the ten that have a place, however many have none', async () => {
      const places = Array.from({ length: 30 }, (_, index) =>
        reportBefore(index + 1, index % 2 === 0 ? { lat: 0, lng: 0 } : {}),
      );
      for (const report of places) await store.saveAll([report]);

      const [vehicle] = await store.latest();

      expect(vehicle?.newest.time).toEqual(before(1));
      const seconds = vehicle?.fixes.map(({ time }) => (noon.getTime() - time.getTime()) / 1_000);
      expect(seconds).toEqual([20, 18, 16, 14, 12, 10, 8, 6, 4, 2]);
    });

    it('hold two accurate ones, however many coarse ones came after them', async () => {
      const coarse = Array.from({ length: 40 }, (_, index) =>
        reportBefore(index + 1, { accuracy: 900 }),
      );
      await store.saveAll([50, 60, 70].map((seconds) => reportBefore(seconds)));
      await store.saveAll(coarse.slice(0, 20));
      await store.saveAll(coarse.slice(20));

      const [vehicle] = await store.latest();

      expect(vehicle?.fixes).toHaveLength(12);
      expect(vehicle?.fixes.slice(0, 2).map(({ time }) => time)).toEqual([before(60), before(50)]);
    });

    it('hold what counts now of a vehicle whose clock was ahead for long', async () => {
      const ahead = Array.from({ length: 30 }, (_, index) => reportBefore(-index - 1));
      await store.saveAll(ahead);
      await store.saveAll([reportBefore(10), reportBefore(20)]);

      const [vehicle] = await store.latest({ names: ['City Truck'] });

      expect(vehicle?.fixes.slice(0, 2).map(({ time }) => time)).toEqual([before(20), before(10)]);
    });
  });
}

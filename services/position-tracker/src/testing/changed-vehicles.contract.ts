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
  return aReport({ time: before(seconds), ...overrides });
}

/** How every {@link PositionStore} says which vehicles have changed. */
export function describeChangedVehicles(
  name: string,
  createPlace: () => Promise<StorePlace>,
): void {
  describe(`The version of ${name}`, () => {
    let place: StorePlace;
    let store: PositionStore;
    let now: Date;

    beforeEach(async () => {
      now = noon;
      place = await createPlace();
      store = await place.open({ now: () => now, retentionMs: 604_800_000 });
    });

    afterEach(async () => {
      await place.dispose();
    });

    it('answers only the vehicles that changed since a version', async () => {
      await store.saveAll([reportBefore(10, { vehicle: 'A' }), reportBefore(10, { vehicle: 'B' })]);
      const { version } = store;
      const changed = async () =>
        (await store.latest({ changedAfter: version })).map(({ vehicle }) => vehicle);
      expect(await changed()).toEqual([]);

      await store.saveAll([reportBefore(10, { vehicle: 'A' })]);
      await store.saveAll([reportBefore(5, { vehicle: 'B' })]);

      expect(store.version).toBeGreaterThan(version);
      expect(await changed()).toEqual(['B']);
    });

    it('counts a vehicle as changed when the time of a fix ahead has come', async () => {
      await store.saveAll([reportBefore(-60, { vehicle: 'A' }), reportBefore(5, { vehicle: 'B' })]);
      now = before(-30);
      const { version } = store;

      now = before(-61);

      expect(store.version).toBeGreaterThan(version);
      expect((await store.latest({ changedAfter: version })).map((each) => each.vehicle)).toEqual([
        'A',
      ]);
    });
  });
}

import type { PositionReport } from '@fleetman/contract';
import { aReport } from '@fleetman/contract/testing';
import { allOf } from '@fleetman/toolkit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PositionStore } from '../store/position-store.ts';
import type { StorePlace } from './position-store.contract.ts';

// Far ahead: MongoDB removes what is older than the retention by its own clock.
const noon = new Date('2096-11-22T12:00:00.000Z');
const clock = { now: () => noon, retentionMs: 604_800_000 };

/** A time so many seconds before noon. */
const before = (seconds: number) => new Date(noon.getTime() - seconds * 1_000);
const secondsOf = ({ time }: { readonly time: Date }) => (noon.getTime() - time.getTime()) / 1_000;

/** How every {@link PositionStore} forgets vehicles, and parts of them. */
export function describeForgetting(name: string, createPlace: () => Promise<StorePlace>): void {
  describe(`Forgetting in ${name}`, () => {
    let place: StorePlace;
    let store: PositionStore;

    beforeEach(async () => {
      place = await createPlace();
      store = await place.open(clock);
      await save('A', 50, 40, 30, 20, 10);
      await save('B', 45, 15);
    });
    afterEach(async () => {
      await place.dispose();
    });

    const save = (vehicle: string, ...ages: readonly number[]) =>
      store.saveAll(ages.map((age): PositionReport => aReport({ vehicle, time: before(age) })));

    /** What each answer says of a vehicle's fixes. */
    async function answersOf(source: PositionStore, vehicle: string) {
      const { fixes } = await source.history(vehicle, { limit: 100 });
      const [latest] = await source.latest({ names: [vehicle] });
      const at = (await source.at(noon, 1_000)).find((own) => own.vehicle === vehicle);
      const during = await allOf(source.during({ after: before(1_000), until: noon }));
      return {
        history: fixes.map(secondsOf),
        latest: latest?.fixes.map(secondsOf).toReversed() ?? [],
        at: at ? [at.before, ...(at.previous ? [at.previous] : [])].map(secondsOf) : [],
        during: during
          .flat()
          .filter((own) => own.vehicle === vehicle)
          .map(secondsOf)
          .toReversed(),
      };
    }

    const nothing = { history: [], latest: [], at: [], during: [] };

    it('leaves nothing of a vehicle, and all of the others', async () => {
      const other = await answersOf(store, 'B');
      const { version, departures } = store;

      expect(await store.forget('A')).toBe(5);

      expect(await answersOf(store, 'A')).toEqual(nothing);
      expect(await store.find('A')).toBeUndefined();
      expect(await answersOf(store, 'B')).toEqual(other);
      expect(await store.countVehicles()).toBe(1);
      expect(await store.extent()).toEqual({ oldest: before(45), newest: before(15) });
      expect(store.version).toBeGreaterThan(version);
      expect(store.departures).toBeGreaterThan(departures);
      expect(await store.forget('A')).toBe(0);
      expect(await store.forget('unknown')).toBe(0);
    });

    it.each([
      ['in its middle', { from: before(40), until: before(20) }, [10, 50]],
      ['up to a time', { until: before(30) }, [10, 20]],
      ['from a time on, the newest too', { from: before(20) }, [30, 40, 50]],
      ['between two fixes', { from: before(39), until: before(31) }, [10, 20, 30, 40, 50]],
    ])('leaves what lies beside a part of a vehicle: %s', async (_, part, left) => {
      const { version } = store;

      expect(await store.forget('A', part)).toBe(5 - left.length);

      const expected = { history: left, latest: left, at: left.slice(0, 2), during: left };
      expect(await answersOf(store, 'A')).toEqual(expected);
      const changed = await store.latest({ changedAfter: version });
      if (left.length < 5) expect(changed.map(({ vehicle }) => vehicle)).toEqual(['A']);
    });

    it('leaves no vehicle if no fix of it is left', async () => {
      expect(await store.forget('B', { from: before(45), until: before(15) })).toBe(2);

      expect(await answersOf(store, 'B')).toEqual(nothing);
      expect(await store.countVehicles()).toBe(1);
    });

    it('takes what comes later as of a new vehicle', async () => {
      await store.forget('A');
      await store.saveAll([aReport({ vehicle: 'A', time: before(30), lat: 7 })]);
      await save('A', 5);

      const [vehicle] = await store.latest({ names: ['A'] });

      expect(vehicle?.fixes.map(({ lat }) => lat)[0]).toBe(7);
      const left = [5, 30];
      const expected = { history: left, latest: left, at: left, during: left };
      expect(await answersOf(store, 'A')).toEqual(expected);
    });

    it('reaches other stores on the same place, which bring nothing back', async () => {
      const other = await place.open(clock);
      await save('A', 8);
      await place.healed();

      await store.forget('A', { from: before(20) });
      await store.forget('B');
      await place.healed();
      await place.healed();

      const left = [30, 40, 50];
      const expected = { history: left, latest: left, at: left.slice(0, 2), during: left };
      for (const each of [store, other]) {
        expect(await answersOf(each, 'A')).toEqual(expected);
        expect(await answersOf(each, 'B')).toEqual(nothing);
        expect(await each.countVehicles()).toBe(1);
      }
      const late = await place.open(clock);
      expect(await answersOf(late, 'A')).toEqual(expected);
      expect(await answersOf(late, 'B')).toEqual(nothing);
    });
  });
}

import type { PositionReport } from '@fleetman/contract';
import { aReport } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fixesByVehicle, type VehicleFixesAt } from '../fixes/fix.ts';
import type { StorePlace } from './position-store.contract.ts';
import type { PositionStore } from '../store/position-store.ts';

// In the future: MongoDB removes by its own clock what is older than the retention.
const noon = Date.parse('2096-11-22T12:00:00.000Z');
const hourMs = 3_600_000;
const reachMs = 120_000;

const fleet = ['City Truck', 'Village Truck', 'Top Secret'] as const;

/** A time so many seconds before noon. */
const before = (seconds: number) => new Date(noon - seconds * 1_000);

/** The vehicles of an answer with the seconds before noon of the fixes it names. */
function seconds(fleetAt: readonly VehicleFixesAt[]): object {
  const of = (fix: { time: Date } | undefined) => fix && (noon - fix.time.getTime()) / 1_000;
  const entries = fleetAt.map(
    ({ vehicle, before, next, previous }) =>
      [vehicle, { before: of(before), next: of(next), previous: of(previous) }] as const,
  );
  return Object.fromEntries(entries);
}

/** What must come out, from all reports at once. */
function expectedAt(reports: readonly PositionReport[], time: Date): object {
  const found = [...fixesByVehicle(reports)].flatMap(([vehicle, fixes]): VehicleFixesAt[] => {
    const index = fixes.findLastIndex((fix) => fix.time <= time);
    const fix = fixes[index];
    if (!fix) return [];
    const next = fixes[index + 1];
    if (!next) return [{ vehicle, before: fix, previous: fixes[index - 1] }];
    const isNear = next.time.getTime() - fix.time.getTime() <= reachMs;
    return [{ vehicle, before: fix, next: isNear ? next : undefined }];
  });
  return seconds(found);
}

/** Vehicles that report often, seldom, for a while only, or in step with each other. */
const manyReports = fc
  .uniqueArray(
    fc.record({
      vehicle: fc.constantFrom(...fleet),
      age: fc.oneof(
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 86_400 }),
        fc.integer({ min: 0, max: 50 }).map((step) => step * 10),
      ),
    }),
    { minLength: 1, maxLength: 60, selector: ({ vehicle, age }) => `${vehicle} ${age}` },
  )
  .map((given) =>
    given.map(({ vehicle, age }) => aReport({ vehicle, time: before(age), lat: age / 1_000 })),
  );

/** What every {@link PositionStore} answers of the past of the whole fleet. */
export function describePast(
  name: string,
  createPlace: () => Promise<StorePlace>,
  runs: number,
): void {
  describe(`The past of a fleet in ${name}`, () => {
    let place: StorePlace;
    let store: PositionStore;
    let now: number;
    const clock = { now: () => new Date(now), retentionMs: 7 * 24 * hourMs };

    beforeEach(async () => {
      now = noon;
      place = await createPlace();
      store = await place.open(clock);
    });

    afterEach(async () => {
      await place.dispose();
    });

    async function save(vehicle: string, ...ages: readonly number[]): Promise<void> {
      await store.saveAll(
        ages.map((age) => aReport({ vehicle, time: before(age), lat: age / 1_000 })),
      );
    }

    it('has the fixes of each vehicle around a time', async () => {
      await save('A', 50, 40, 30, 20, 10);
      await save('B', 35, 25, 15);

      expect(seconds(await store.at(before(28), reachMs))).toEqual({
        A: { before: 30, next: 20 },
        B: { before: 35, next: 25 },
      });
    });

    it('takes a fix at the very time for the one before', async () => {
      await save('A', 30, 20, 10);

      expect(seconds(await store.at(before(20), reachMs))).toEqual({ A: { before: 20, next: 10 } });
    });

    it('keeps all that a device measured', async () => {
      const measured = { speed: 10, heading: 90, accuracy: 4.5 };
      const report = (age: number) => aReport({ vehicle: 'A', time: before(age), ...measured });
      await store.saveAll([report(30), report(20)]);

      const [vehicle] = await store.at(before(25), reachMs);

      expect(vehicle).toMatchObject({ before: measured, next: measured });
    });

    it('knows no vehicle before its first fix', async () => {
      await save('A', 30, 20);
      await save('B', 10, 5);

      expect(seconds(await store.at(before(15), reachMs))).toEqual({
        A: { before: 20, previous: 30 },
      });
      expect(await store.at(before(31), reachMs)).toEqual([]);
    });

    it('says nothing of a next fix that is too far away', async () => {
      await save('A', 1_000, 880, 700);
      await save('B', 1_000, 879, 700);

      expect(seconds(await store.at(before(990), reachMs))).toEqual({
        A: { before: 1_000, next: 880 },
        B: { before: 1_000 },
      });
    });

    it('finds a vehicle that was silent for days while others drove', async () => {
      const drive = Array.from({ length: 200 }, (_, index) => 4_000 - index * 10);
      await save('A', 3 * 86_400, 60);
      await save('B', ...drive);
      await save('C', 3 * 86_400 + 10, 2 * 86_400);

      expect(seconds(await store.at(before(3_005), reachMs))).toEqual({
        A: { before: 3 * 86_400 },
        B: { before: 3_010, next: 3_000 },
        C: { before: 2 * 86_400, previous: 3 * 86_400 + 10 },
      });
    });

    it('takes in what comes late, from any store on the place', async () => {
      const other = await place.open(clock);
      await save('A', 100, 20);
      await store.at(before(50), reachMs);

      await other.saveAll([aReport({ vehicle: 'A', time: before(60) })]);

      await place.healed();
      expect(seconds(await other.at(before(50), reachMs))).toEqual({ A: { before: 60, next: 20 } });
      expect(await store.at(before(50), reachMs)).toEqual(await other.at(before(50), reachMs));
    });

    it('forgets what is older than the retention', async () => {
      await save('A', 100, 50, 10);
      await save('B', 100, 90);
      now = noon + clock.retentionMs - 60_000;

      expect(seconds(await store.at(before(40), reachMs))).toEqual({ A: { before: 50, next: 10 } });
      expect(await store.at(before(70), reachMs)).toEqual([]);
      expect(await store.extent()).toEqual({ oldest: before(50), newest: before(10) });
    });

    it('answers the same as a look at all reports, at any time', async () => {
      await fc.assert(
        fc.asyncProperty(manyReports, fc.integer({ min: -10, max: 90_000 }), async (all, age) => {
          const own = await createPlace();
          try {
            const filled = await own.open(clock);
            await filled.saveAll(all);
            const times = [before(age), all[0]?.time ?? before(age), before(100)];
            for (const time of times) {
              expect(seconds(await filled.at(time, reachMs))).toEqual(expectedAt(all, time));
            }
          } finally {
            await own.dispose();
          }
        }),
        { numRuns: runs },
      );
    });

    it('reads all fixes of a stretch of time, each once and each vehicle in order', async () => {
      await save('A', 50, 40, 30, 20, 10);
      await save('B', 40, 30, 5);

      const stretch = { after: before(40), until: before(10) };
      const ages: Record<string, number[]> = {};
      for await (const fixes of store.during(stretch)) {
        for (const { vehicle, time } of fixes) {
          (ages[vehicle] ??= []).push((noon - time.getTime()) / 1_000);
        }
      }

      expect(ages).toEqual({ A: [30, 20, 10], B: [30] });
    });

    it('stops reading when its reader stops', async () => {
      await save('A', 50, 40, 30, 20, 10);

      for await (const [first] of store.during({ after: before(60), until: before(0) })) {
        expect(first?.time).toEqual(before(50));
        break;
      }

      await expect(store.close()).resolves.toBeUndefined();
    });

    it('knows how far back it goes', async () => {
      expect(await store.extent()).toBeUndefined();
      await save('A', 50, 40);
      await save('B', 60, 30);
      await save('C', 86_400);

      expect(await store.extent()).toEqual({ oldest: before(86_400), newest: before(30) });
    });
  });
}

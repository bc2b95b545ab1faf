import type { PositionReport } from '@fleetman/contract';
import { aReport } from '@fleetman/contract/testing';
import { silentLog } from '@fleetman/messaging/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ObjectId, type Db } from 'mongodb';
import { fixesByVehicle } from '../../../fixes/fix.ts';
import { keptFixes } from '../../../fixes/newest-fixes.ts';
import { MongoPlace } from '../../../testing/mongo-place.contract.ts';
import { insertReports } from '../insert-reports.ts';
import { positionsIn, prepareSchema, vehiclesIn } from '../mongo-schema.ts';
import { heldFixes } from '../../newest/held-fixes.ts';
import { NewestFixes } from './newest-fixes.ts';
import { trackersIn } from './tracker-marks.ts';

const mongoUrl = process.env['MONGO_URL'];
// Far ahead: MongoDB removes what is older than the retention by its own clock.
const now = () => new Date('2096-11-22T12:00:00.000Z');
const weekMs = 604_800_000;

function report(vehicle: string, second: number): PositionReport {
  return aReport({ vehicle, time: new Date(now().getTime() - 3_600_000 + second * 1_000) });
}

if (mongoUrl === undefined) {
  describe('NewestFixes', () => {
    it.skip('heal (skipped: MONGO_URL names no MongoDB server)', () => undefined);
  });
} else {
  describeNewest(async () => new MongoPlace(mongoUrl));
}

/** A tracker's memory over a database that it may be cut off from. */
class Tracker {
  readonly newest: NewestFixes;
  readonly #db: Db;
  isCutOff = false;

  constructor(db: Db) {
    this.#db = db;
    this.newest = new NewestFixes({
      use: async (work) => {
        if (this.isCutOff) throw new Error('the database is away');
        return work(db);
      },
      now,
      log: silentLog,
    });
  }

  async save(...reports: PositionReport[]): Promise<void> {
    await this.newest.insert(this.#db, () => insertReports(this.#db, reports));
  }

  /** How many fixes are known of each vehicle. */
  get known(): Record<string, number> {
    const names = this.newest.memory.names().sort();
    return Object.fromEntries(
      names.map((name) => [name, this.newest.memory.heldOf(name)?.fixes.length ?? 0]),
    );
  }
}

function describeNewest(createPlace: () => Promise<MongoPlace>): void {
  describe('NewestFixes', () => {
    let place: MongoPlace;
    let trackers: Tracker[];

    beforeEach(async () => {
      place = await createPlace();
      await prepareSchema(place.db, weekMs);
      trackers = [];
    });

    afterEach(async () => {
      await Promise.all(trackers.map(({ newest }) => newest.close()));
      await place.dispose();
    });

    async function start(): Promise<Tracker> {
      const tracker = new Tracker(place.db);
      trackers.push(tracker);
      await tracker.newest.fill(place.db);
      return tracker;
    }

    /** A tracker that dies after its inserts and before it has moved them. */
    async function startAndDie(...batches: PositionReport[][]): Promise<void> {
      const tracker = new Tracker(place.db);
      tracker.isCutOff = true;
      await tracker.newest.fill(place.db);
      for (const batch of batches) await tracker.save(...batch);
      await tracker.newest.close();
    }

    const storedFixes = async (vehicle: string) =>
      (await vehiclesIn(place.db).findOne({ _id: vehicle }))?.fixes?.length;

    it('finds at the start what trackers that died have inserted and not moved', async () => {
      await startAndDie([report('A', 1), report('B', 1)], [report('A', 2)]);
      await startAndDie([report('A', 3), report('C', 1)]);
      expect(await vehiclesIn(place.db).countDocuments()).toBe(0);

      const tracker = await start();

      expect(tracker.known).toEqual({ A: 3, B: 1, C: 1 });
      await tracker.newest.settled();
      expect(await storedFixes('A')).toBe(3);
    });

    it('agree with positions after any trackers died at any time', async () => {
      const batch = fc.record({
        reports: fc.array(
          fc
            .tuple(fc.constantFrom('A', 'B', 'C'), fc.nat(40))
            .map(([vehicle, second]) => report(vehicle, second)),
          { minLength: 1, maxLength: 20 },
        ),
        dies: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(batch, { maxLength: 5 }), async (batches) => {
          for (const collection of await place.db.collections()) await collection.deleteMany({});
          const survivor = await start();
          for (const { reports, dies } of batches) {
            if (dies) await startAndDie(reports);
            else await survivor.save(...reports);
          }

          const next = await start();
          await next.newest.settled();
          await survivor.newest.settled();
          for (const { newest } of [next, survivor]) await newest.heal();

          const fixesOf = fixesByVehicle(batches.flatMap(({ reports }) => reports));
          const expected = Object.fromEntries(
            [...fixesOf].sort().map(([vehicle, fixes]) => [vehicle, heldFixes(fixes).length]),
          );
          expect([survivor.known, next.known]).toEqual([expected, expected]);
          for (const [vehicle, fixes] of fixesOf) {
            expect(await vehiclesIn(place.db).findOne({ _id: vehicle })).toMatchObject({
              newest: { time: fixes.at(-1)?.time },
              fixes: keptFixes(fixes).map(({ time }) => ({ time })),
            });
          }
          for (const { newest } of [next, survivor]) await newest.close();
        }),
        { numRuns: 15 },
      );
    }, 120_000);

    it('finds while it runs what a tracker that died has not moved, and removes its mark', async () => {
      const tracker = await start();
      await startAndDie([report('A', 1)]);
      const tend = (clock: number) => tracker.newest.tend(place.db, clock);

      await tend(0);
      await tend(9_000);
      expect(tracker.known).toEqual({});
      await tend(15_000);
      expect(tracker.known).toEqual({ A: 1 });
      await tracker.newest.settled();
      await tend(61_000);
      expect(await trackersIn(place.db).countDocuments()).toBe(1);
      await tend(95_000);

      expect(await trackersIn(place.db).countDocuments()).toBe(0);
      expect(await storedFixes('A')).toBe(1);
    });

    it('reads of a tracker with a clock behind only what that one can have inserted', async () => {
      const hourAgo = Date.now() - 3_600_000;
      const mark = { _id: 'behind', upTo: new Date(hourAgo), beat: new Date(hourAgo + 2_000) };
      await trackersIn(place.db).insertOne(mark);
      const insertAt = async (time: number, vehicle: string) => {
        const _id = ObjectId.createFromTime(Math.floor(time / 1_000));
        await positionsIn(place.db).insertOne({ _id, ...report(vehicle, 1) });
      };
      await insertAt(hourAgo, 'at its mark');
      await insertAt(hourAgo + 30_000, 'after its last beat');
      await insertAt(hourAgo + 600_000, 'by another tracker');

      const tracker = await start();

      expect(tracker.known).toEqual({ 'after its last beat': 1, 'at its mark': 1 });
    });

    it('leaves the mark of a tracker alone that still writes it', async () => {
      const tracker = await start();
      for (const clock of [0, 50_000, 100_000, 150_000]) {
        const $set = { upTo: new Date(0), beat: new Date(clock) };
        await trackersIn(place.db).updateOne({ _id: 'other' }, { $set }, { upsert: true });
        await tracker.newest.tend(place.db, clock);
      }

      expect(await trackersIn(place.db).countDocuments()).toBe(1);
    });

    it('leaves no mark when it has moved all', async () => {
      const tracker = await start();
      await tracker.save(report('A', 1));
      expect(await trackersIn(place.db).countDocuments()).toBe(1);

      await tracker.newest.close();

      expect(await trackersIn(place.db).countDocuments()).toBe(0);
      expect(await storedFixes('A')).toBe(1);
    });

    it('reads what others have written with one slice of vehicles', async () => {
      const [one, other] = [await start(), await start()];
      await one.save(report('A', 1), report('B', 1));
      await one.newest.settled();

      await other.newest.tend(place.db, 0);
      expect(other.known).toEqual({ A: 1, B: 1 });

      await one.save(report('A', 2));
      await one.newest.settled();
      await other.newest.tend(place.db, 500);
      expect(other.known).toEqual({ A: 2, B: 1 });
    });

    it('finds what came halfway when an insert failed', async () => {
      const tracker = await start();
      const failing = tracker.newest.insert(place.db, async () => {
        await insertReports(place.db, [report('A', 1)]);
        throw new Error('the answer is lost');
      });
      await expect(failing).rejects.toThrow('the answer is lost');

      await tracker.newest.tend(place.db, 0);

      expect(tracker.known).toEqual({ A: 1 });
    });

    it('writes again what somebody has removed or set back', async () => {
      const tracker = await start();
      await tracker.save(report('A', 1), report('A', 2));
      await tracker.newest.settled();
      const { time, lat, lng } = report('A', 1);
      const newest = { time, lat, lng };
      await vehiclesIn(place.db).replaceOne({ _id: 'A' }, { newest, fixes: [newest], revision: 1 });
      await vehiclesIn(place.db).updateOne({ _id: 'A' }, { $set: { revision: 99 } });

      await tracker.newest.tend(place.db, 0);
      await tracker.newest.settled();

      expect(await storedFixes('A')).toBe(2);
    });

    it('loses no fix if many trackers write one vehicle at once', async () => {
      const seconds = [1, 2, 3, 4, 5, 6, 7, 8];
      const all = await Promise.all(seconds.map(() => start()));

      await Promise.all(all.map((tracker, index) => tracker.save(report('A', index))));
      await Promise.all(all.map(({ newest }) => newest.settled()));

      expect(await storedFixes('A')).toBe(8);
    });

    it('writes nothing if all is known', async () => {
      const tracker = await start();
      await tracker.save(report('A', 1));
      await tracker.newest.settled();
      await tracker.save(report('A', 1));
      await tracker.newest.settled();

      expect(await vehiclesIn(place.db).findOne({ _id: 'A' })).toMatchObject({ revision: 1 });
    });
  });
}

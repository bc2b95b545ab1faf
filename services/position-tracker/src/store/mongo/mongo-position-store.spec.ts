import { aReport } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ObjectId, type Document } from 'mongodb';
import { describeChangedVehicles } from '../../testing/changed-vehicles.contract.ts';
import { describeConvergence } from '../../testing/convergence.contract.ts';
import { describePast } from '../../testing/past.contract.ts';
import { describeForgetting } from '../../testing/forgetting.contract.ts';
import { describeNewestFixes } from '../../testing/newest-fixes.contract.ts';
import { describePositionStore } from '../../testing/position-store.contract.ts';
import { describeReportFields } from '../../testing/report-fields.contract.ts';
import { describeTracks } from '../../testing/track.contract.ts';
import { findFirstIn, findLastIn } from './find-one-by-one.ts';
import { findOldest, findOldestOf } from './fleet-extent.ts';
import { MongoPlace } from '../../testing/mongo-place.contract.ts';
import { findAtSameTimes, findNamed, findNewestIn, findNthNewest } from './mongo-queries.ts';
import type { Stretch } from '../position-store.ts';
import { packFixes, packTrack, readFixes, type ReadFixes } from './packed-fixes.ts';
import { packInserted } from './newest/find-inserted.ts';
import { packRevisions } from './newest/vehicle-rounds.ts';
import { positionsIn, vehiclesIn } from './mongo-schema.ts';
import { VehicleSearch } from './vehicle-search.ts';

const mongoUrl = process.env['MONGO_URL'];
// Far ahead: MongoDB removes what is older than the retention by its own clock.
const now = () => new Date('2096-11-22T12:00:00.000Z');
const weekMs = 604_800_000;

if (mongoUrl === undefined) {
  describe('MongoPositionStore', () => {
    it.skip('is a PositionStore (skipped: MONGO_URL names no MongoDB server)', () => undefined);
  });
} else {
  const createPlace = async () => new MongoPlace(mongoUrl);
  describePositionStore('MongoPositionStore', createPlace);
  describeTracks('MongoPositionStore', createPlace);
  describeChangedVehicles('MongoPositionStore', createPlace);
  describeNewestFixes('MongoPositionStore', createPlace);
  describeForgetting('MongoPositionStore', createPlace);
  describePast('MongoPositionStore', createPlace, 25);
  describeConvergence('MongoPositionStore', createPlace, 25);
  describeReportFields('MongoPositionStore', createPlace);
  describeMongo(createPlace);
}

function describeMongo(createPlace: () => Promise<MongoPlace>): void {
  describe('MongoPositionStore', () => {
    let place: MongoPlace;
    beforeEach(async () => {
      place = await createPlace();
    });
    afterEach(async () => {
      await place.dispose();
    });

    async function expiryOf(collection: string): Promise<unknown> {
      const indexes = await place.db.collection(collection).indexes();
      return indexes.map((index: Document) => index['expireAfterSeconds'] as unknown).find(Boolean);
    }

    it('lets MongoDB remove what is older than the retention, and applies a change of it', async () => {
      await place.open({ now, retentionMs: weekMs });
      expect([await expiryOf('positions'), await expiryOf('vehicles')]).toEqual([604_800, 604_800]);

      await place.open({ now, retentionMs: 3_600_000 });
      expect([await expiryOf('positions'), await expiryOf('vehicles')]).toEqual([3_600, 3_600]);
    });

    it('stores a report once, however often and by whomever it is saved', async () => {
      const stores = await Promise.all(
        [1, 2, 3].map(() => place.open({ now, retentionMs: weekMs })),
      );
      const reports = Array.from({ length: 50 }, (_, index) =>
        aReport({ vehicle: `Truck ${index % 5}`, time: new Date(now().getTime() - index * 1_000) }),
      );

      const stored = await Promise.all(stores.map((store) => store.saveAll(reports)));

      expect(stored.reduce((sum, { added }) => sum + added, 0)).toBe(50);
      expect(await positionsIn(place.db).countDocuments()).toBe(50);
      await place.healed();
      expect(await vehiclesIn(place.db).countDocuments()).toBe(5);
    });

    it('mends a save that died between history and vehicles when it is repeated', async () => {
      const store = await place.open({ now, retentionMs: weekMs });
      const report = aReport({ lat: 1, time: now() });
      await store.saveAll([report]);
      await vehiclesIn(place.db).deleteMany({});

      expect((await store.saveAll([report])).added).toBe(0);

      expect(await store.latest()).toMatchObject([{ vehicle: 'City Truck', newest: { lat: 1 } }]);
    });

    it('keeps vehicles and history agreeing where two trackers contradict each other', async () => {
      const store = await place.open({ now, retentionMs: weekMs });
      // Another tracker stored its report in the history and died before the vehicle.
      await positionsIn(place.db).insertOne({ ...aReport({ lat: 1, time: now() }) });

      await store.saveAll([aReport({ lat: 2, time: now() })]);

      expect(await store.latest()).toMatchObject([{ newest: { lat: 1 } }]);
    });

    it('carries on what a version before 0.2 has written', async () => {
      const store = await place.open({ now, retentionMs: weekMs });
      const [previous, newest] = [-20, -10].map((seconds) => ({
        time: new Date(now().getTime() + seconds * 1_000),
        lat: 53,
        lng: -1,
      }));
      await vehiclesIn(place.db).insertOne({ _id: 'A', newest, previous } as never);
      await place.healed();

      expect(await store.latest()).toEqual([{ vehicle: 'A', newest, fixes: [previous, newest] }]);

      await store.saveAll([aReport({ vehicle: 'A', time: new Date(now().getTime() - 15_000) })]);
      const [vehicle] = await store.latest();
      const ages = vehicle?.fixes.map(({ time }) => (now().getTime() - time.getTime()) / 1_000);
      expect(ages).toEqual([20, 15, 10]);
    });

    it('reads no further back than to the fixes that it looks for', async () => {
      const store = await place.open({ now, retentionMs: weekMs });
      const reports = Array.from({ length: 2_000 }, (_, index) =>
        aReport({
          vehicle: `Truck ${index % 10}`,
          time: new Date(now().getTime() - index * 1_000),
        }),
      );
      await store.saveAll(reports);
      const until = new Date(now().getTime() - 500_000);

      const search = new VehicleSearch(place.db, ['Truck 7', 'Truck 8'], -1);
      const rest = await search.read({ after: new Date(0), until }, 10_000);

      expect([...search.found.keys()].sort()).toEqual(['Truck 7', 'Truck 8']);
      expect(rest?.until).toEqual(new Date(until.getTime() - 10_000));
    });

    it('stops reading where it is cheaper to ask for the vehicles that are missing', async () => {
      const store = await place.open({ now, retentionMs: weekMs });
      const reports = Array.from({ length: 3_000 }, (_, index) =>
        aReport({ vehicle: 'Busy', time: new Date(now().getTime() - index * 100) }),
      );
      await store.saveAll(reports);

      const search = new VehicleSearch(place.db, ['Silent'], -1);
      const rest = await search.read({ after: new Date(0), until: now() }, 100_000);

      expect([...search.missing]).toEqual(['Silent']);
      expect(rest?.until).toEqual(new Date(now().getTime() - 100_000));
    });

    it('reads on after a limit: of each time all fixes or none', async () => {
      const store = await place.open({ now, retentionMs: weekMs });
      const ages = [0, 1, 1, 1, 2, 2, 3];
      await store.saveAll(
        ages.map((age, index) =>
          aReport({ vehicle: `Truck ${index}`, time: new Date(now().getTime() - age) }),
        ),
      );
      const read = async (order: 1 | -1) => {
        const found: number[][] = [];
        let rest: Stretch | undefined = { after: new Date(0), until: now() };
        while (rest) {
          const part: ReadFixes = await readFixes(place.db, rest, order, 2);
          found.push(part.fixes.times.map((time) => now().getTime() - time.getTime()));
          rest = part.rest;
        }
        return found.flat();
      };

      expect(await read(-1)).toEqual(ages);
      expect(await read(1)).toEqual(ages.toReversed());
    });

    it('answers every query from an index', async () => {
      const store = await place.open({ now, retentionMs: weekMs });
      const reports = Array.from({ length: 500 }, (_, index) =>
        aReport({
          vehicle: `Truck ${index % 50}`,
          time: new Date(now().getTime() - index * 1_000),
        }),
      );
      await store.saveAll(reports);
      const range = { from: new Date(0), until: now() };
      const around = { after: new Date(now().getTime() - 6_000), until: now() };
      await place.healed();
      const [{ _id: lastInserted } = { _id: new ObjectId() }] = await positionsIn(place.db)
        .find<{ _id: ObjectId }>({})
        .sort({ _id: -1 })
        .limit(1)
        .toArray();
      const page = { stretch: around, limit: 100, detail: 'all' } as const;
      const queries = {
        history: findNewestIn(place.db, 'Truck 7', range, 5),
        stored: findAtSameTimes(
          place.db,
          [reports[7], reports[57]].flatMap((each) => each ?? []),
        ),
        named: findNamed(place.db, ['Truck 7', 'Truck 8']),
        page: packTrack(place.db, 'Truck 7', { ...page, order: -1 }),
        'page forwards': packTrack(place.db, 'Truck 7', { ...page, order: 1 }),
        start: findNthNewest(place.db, 'Truck 7', around, 5),
        around: packFixes(place.db, around, -1, 1_000),
        revisions: packRevisions(place.db, 'Truck 49'),
        inserted: packInserted(place.db, { $gt: lastInserted }),
        'last of one': findLastIn(place.db, 'Truck 7', around),
        'first of one': findFirstIn(place.db, 'Truck 7', { ...around, after: new Date(0) }),
        'oldest of all': findOldest(place.db, range),
        'oldest of one': findOldestOf(place.db, 'Truck 7', range),
      };

      for (const [name, query] of Object.entries(queries)) {
        const plan = planOf((await query.explain('executionStats')) as Explained);
        const stages = stagesOf(plan.queryPlanner.winningPlan);
        expect([name, stages]).toEqual([name, expect.arrayContaining(['IXSCAN'])]);
        expect([name, stages]).not.toEqual([name, expect.arrayContaining(['COLLSCAN'])]);
        expect([name, stages]).not.toEqual([name, expect.arrayContaining(['SORT'])]);
        expect(plan.executionStats.totalDocsExamined).toBeLessThanOrEqual(6);
      }
    });
  });
}

/** What we read of MongoDB's answer to `explain`, as its manual describes it. */
interface QueryPlan {
  readonly queryPlanner: { readonly winningPlan: Stage };
  readonly executionStats: { readonly totalDocsExamined: number };
}

interface Stage {
  readonly stage: string;
  readonly inputStage?: Stage;
  readonly inputStages?: readonly Stage[];
}

/** An aggregation that groups says how it reads in its first stage. */
type Explained = QueryPlan | { readonly stages: readonly { readonly $cursor?: QueryPlan }[] };

function planOf(explained: Explained): QueryPlan {
  const plan = 'stages' in explained ? explained.stages[0]?.$cursor : explained;
  if (plan) return plan;
  throw new Error(`expected a plan, got ${JSON.stringify(explained)}`);
}

/** The names of all stages of a query plan. */
function stagesOf({ stage, inputStage, inputStages = [] }: Stage): string[] {
  const inner = inputStage ? [inputStage, ...inputStages] : inputStages;
  return [stage, ...inner.flatMap(stagesOf)];
}

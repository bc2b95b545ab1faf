import type { HistoryPosition, PositionReport, VehiclePosition } from '@fleetman/contract';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fixesByVehicle } from './fix.ts';
import { PositionRecorder } from './position-recorder.ts';
import { historyOf, positionOf } from './positions.ts';
import type { StorePlace } from './store/position-store.contract.ts';
import type { PositionStore } from './store/position-store.ts';
import { VehicleRoll } from './vehicle-roll.ts';

const start = new Date('2026-11-22T10:00:00.000Z').getTime();
const now = () => new Date(start + 3_600_000);
const range = { limit: 1_000 };

const fleet = ['City Truck', 'Village Truck', 'Top Secret'] as const;

/** Reports without contradiction: of one vehicle at one time there is one. */
const reports = fc.uniqueArray(
  fc.record({
    vehicle: fc.constantFrom(...fleet),
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    lng: fc.double({ min: -180, max: 180, noNaN: true }),
    time: fc.integer({ min: 0, max: 60 }).map((seconds) => new Date(start + seconds * 1_000)),
    speed: fc.option(fc.double({ min: 0, max: 50, noNaN: true }), { nil: undefined }),
  }),
  {
    minLength: 1,
    maxLength: 40,
    selector: ({ vehicle, time }) => `${vehicle} ${time.getTime()}`,
  },
);

/** One way in which reports can arrive: who gets which, in what order, some of them repeatedly. */
type Delivery = readonly (readonly (readonly PositionReport[])[])[];

/** One or several trackers, each with its batches, together holding every report at least once. */
function deliveriesOf(all: readonly PositionReport[]): fc.Arbitrary<Delivery> {
  const copies = fc.array(fc.nat(all.length - 1), { maxLength: all.length });
  const shuffled = copies.chain((again) => {
    const sent = [...all.keys(), ...again];
    return fc.shuffledSubarray(sent, { minLength: sent.length });
  });
  return fc
    .record({
      order: shuffled,
      trackers: fc.integer({ min: 1, max: 3 }),
      batchSize: fc.integer({ min: 1, max: 15 }),
    })
    .map(({ order, trackers, batchSize }) => {
      const sent = order.map((index) => all[index]).filter((report) => report !== undefined);
      const batches = Array.from({ length: Math.ceil(sent.length / batchSize) }, (_, index) =>
        sent.slice(index * batchSize, (index + 1) * batchSize),
      );
      return Array.from({ length: trackers }, (_, tracker) =>
        batches.filter((_batch, index) => index % trackers === tracker),
      );
    });
}

interface Answers {
  readonly positions: readonly VehiclePosition[];
  readonly histories: readonly (readonly HistoryPosition[])[];
}

/** What must come out: worked out from all reports at once, with no store in between. */
function expectedFrom(all: readonly PositionReport[]): Answers {
  const fixesOf = [...fixesByVehicle(all)].sort(([one], [other]) => (one < other ? -1 : 1));
  const newestFirst = fixesOf.map(([vehicle, fixes]) => ({ vehicle, fixes: fixes.toReversed() }));
  return {
    positions: newestFirst.flatMap(({ vehicle, fixes: [newest, previous] }) =>
      newest ? [positionOf({ vehicle, newest, previous })] : [],
    ),
    histories: newestFirst.map(({ vehicle, fixes }) => historyOf(vehicle, { fixes })),
  };
}

async function answersOf(store: PositionStore): Promise<Answers> {
  const latest = await store.latest();
  const positions = latest.map(positionOf).sort((one, other) => (one.name < other.name ? -1 : 1));
  const histories = await Promise.all(
    positions.map(async ({ name }) => historyOf(name, await store.history(name, range))),
  );
  return { positions, histories };
}

function recorderOn(store: PositionStore): PositionRecorder {
  return new PositionRecorder({
    store,
    roll: new VehicleRoll({ store, maxVehicles: 100, now }),
    announce: () => undefined,
    events: { onRecorded: () => undefined },
    now,
    futureToleranceMs: 0,
  });
}

async function recordAll(
  recorder: PositionRecorder,
  batches: readonly (readonly PositionReport[])[],
): Promise<void> {
  for (const batch of batches) expect(await recorder.record(batch)).toEqual([]);
}

/** That order, repetition and the number of trackers never matter, over any store. */
export function describeConvergence(
  name: string,
  createPlace: () => Promise<StorePlace>,
  runs: number,
): void {
  describe(`Trackers over ${name}`, () => {
    it('end in the same answers for any order, repetition and split of the same reports', async () => {
      const cases = reports.chain((all) => fc.tuple(fc.constant(all), deliveriesOf(all)));
      await fc.assert(
        fc.asyncProperty(cases, async ([all, delivery]) => {
          const place = await createPlace();
          const stores = await Promise.all(
            delivery.map(() => place.open({ now, retentionMs: 7_200_000 })),
          );

          try {
            await Promise.all(
              stores.map((store, index) => recordAll(recorderOn(store), delivery[index] ?? [])),
            );

            const expected = expectedFrom(all);
            for (const store of stores) expect(await answersOf(store)).toEqual(expected);
          } finally {
            await place.dispose();
          }
        }),
        { numRuns: runs },
      );
    });
  });
}

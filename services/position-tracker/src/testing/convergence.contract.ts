import type { HistoryPosition, PositionReport, VehiclePosition } from '@fleetman/contract';
import { defaultMotionRules } from '@fleetman/motion';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fixesByVehicle } from '../fixes/fix.ts';
import { PositionRecorder } from '../recording/position-recorder.ts';
import { keptFixes } from '../fixes/newest-fixes.ts';
import { positionOf } from '../fixes/positions.ts';
import { judgeWhole, readWhole, toPositions } from './histories.contract.ts';
import type { StorePlace } from './position-store.contract.ts';
import type { PositionStore } from '../store/position-store.ts';
import { VehicleRoll } from '../recording/vehicle-roll.ts';

// In the future: MongoDB removes by its own clock what is older than the retention.
const start = new Date('2096-11-22T10:00:00.000Z').getTime();
const now = () => new Date(start + 3_600_000);
const range = { limit: 1_000 };
const options = { now: now().getTime(), rules: defaultMotionRules };

const fleet = ['City Truck', 'Village Truck', 'Top Secret'] as const;

/** Reports without contradiction: of one vehicle at one time there is one. */
const reports = fc.uniqueArray(
  fc.record({
    vehicle: fc.constantFrom(...fleet),
    // Some places are none, some are far from all others, most are near enough to be driven to.
    lat: fc.oneof(fc.constantFrom(0, 40), fc.double({ min: 53, max: 53.01, noNaN: true })),
    lng: fc.oneof(fc.constantFrom(0, 40), fc.double({ min: -1.01, max: -1, noNaN: true })),
    accuracy: fc.option(fc.constantFrom(5, 100, 201, 3_000), { nil: undefined }),
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
  return {
    positions: fixesOf.flatMap(([vehicle, fixes]) => {
      const newest = fixes.at(-1);
      const kept = { vehicle, fixes: keptFixes(fixes) };
      return (newest && positionOf({ ...kept, newest }, options)) ?? [];
    }),
    histories: fixesOf.map(([vehicle, fixes]) => toPositions(vehicle, judgeWhole(fixes, options))),
  };
}

async function answersOf(store: PositionStore): Promise<Answers> {
  const latest = await store.latest();
  const sorted = latest.toSorted((one, other) => (one.vehicle < other.vehicle ? -1 : 1));
  const histories = await Promise.all(
    sorted.map(async ({ vehicle }) =>
      toPositions(vehicle, await readWhole(store, { vehicle, range, order: 1 }, options)),
    ),
  );
  return { positions: sorted.flatMap((fixes) => positionOf(fixes, options) ?? []), histories };
}

function recorderOn(store: PositionStore): PositionRecorder {
  return new PositionRecorder({
    store,
    roll: new VehicleRoll({ store, maxVehicles: 100, now }),
    announce: () => undefined,
    events: { onRecorded: () => undefined },
    now,
    futureToleranceMs: 0,
    retentionMs: 7_200_000,
  });
}

async function recordAll(
  recorder: PositionRecorder,
  batches: readonly (readonly PositionReport[])[],
): Promise<void> {
  for (const batch of batches) expect(await recorder.record(batch)).toEqual([]);
}

/** Hundreds of batches on a server that waits for the disk take this long on a busy machine. */
const patienceMs = 240_000;

/** That order, repetition and the number of trackers never matter, over any store. */
export function describeConvergence(
  name: string,
  createPlace: () => Promise<StorePlace>,
  runs: number,
): void {
  describe(`Trackers over ${name}`, () => {
    it(
      'end in the same answers for any order, repetition and split of the same reports',
      async () => {
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

              await place.healed();
              const expected = expectedFrom(all);
              for (const store of stores) expect(await answersOf(store)).toEqual(expected);
            } finally {
              await place.dispose();
            }
          }),
          { numRuns: runs },
        );
      },
      patienceMs,
    );
  });
}

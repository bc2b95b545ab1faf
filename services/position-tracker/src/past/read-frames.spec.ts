import type { PositionReport } from '@fleetman/contract';
import { aReport } from '@fleetman/contract/testing';
import { describe, expect, it } from '@jest/globals';
import { defaultMotionRules } from '@fleetman/motion';
import * as fc from 'fast-check';
import { InMemoryPositionStore } from '../store/memory/in-memory-position-store.ts';
import { motionAt, pointAt, reachMs } from './place-at.ts';
import { readFrames } from './read-frames.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const before = (seconds: number) => new Date(noon.getTime() - seconds * 1_000);

async function storeWith(reports: readonly PositionReport[]): Promise<InMemoryPositionStore> {
  const limits = { maxPositions: 1_000_000, retentionMs: 86_400_000, now: () => noon };
  const store = new InMemoryPositionStore({ ...limits, maxPositionsPerVehicle: 1_000_000 });
  await store.saveAll(reports);
  return store;
}

/** The same by one question a frame. */
async function expectedFrames(store: InMemoryPositionStore, times: readonly number[]) {
  return Promise.all(
    times.map(async (time) => {
      const fleet = await store.at(new Date(time), reachMs);
      const places = fleet.map((fixes) => {
        const { lat, lng } = pointAt(fixes, time);
        const { speed, heading } = motionAt(fixes);
        const age = time - fixes.before.time.getTime();
        return [fixes.vehicle, [lat, lng, speed, heading, age]] as const;
      });
      return Object.fromEntries(places);
    }),
  );
}

async function framesOf(store: InMemoryPositionStore, query: Parameters<typeof readFrames>[1]) {
  const frames = await readFrames(store, query, defaultMotionRules);
  const places = frames.times.map((_, frame) =>
    Object.fromEntries(
      frames.names.flatMap((name, index) => {
        const place = frames.placeAt(frame, index);
        return place ? [[name, place] as const] : [];
      }),
    ),
  );
  return { frames, places };
}

const reports = fc
  .uniqueArray(
    fc.record({
      vehicle: fc.constantFrom('A', 'B', 'C'),
      age: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 4_000 })),
      // Near enough to each other to be believed at any time.
      lat: fc.double({ min: 53, max: 53.0003, noNaN: true }),
    }),
    { maxLength: 60, selector: ({ vehicle, age }) => `${vehicle} ${age}` },
  )
  .map((all) => all.map(({ age, ...report }) => aReport({ ...report, time: before(age) })));

describe('readFrames', () => {
  it('is the fleet at each of its times', async () => {
    const ranges = fc.record({
      first: fc.integer({ min: 0, max: 4_100 }),
      seconds: fc.integer({ min: 0, max: 1_000 }),
      step: fc.integer({ min: 2_000, max: 90_000 }),
    });
    await fc.assert(
      fc.asyncProperty(reports, ranges, async (all, { first, seconds, step }) => {
        const store = await storeWith(all);
        const query = { from: before(first), to: before(first - seconds), step };

        const { frames, places } = await framesOf(store, query);

        expect(places).toEqual(await expectedFrames(store, frames.times));
      }),
    );
  });

  it('is the same where there are more fixes than frames are worth', async () => {
    const all = Array.from({ length: 120_000 }, (_, index) =>
      aReport({ vehicle: `V${index % 4}`, time: before((index >> 2) / 10), lat: index / 1e6 }),
    );
    const store = await storeWith(all);
    const query = { from: before(2_950), to: before(0), step: 600_000 };

    const { frames, places } = await framesOf(store, query);

    expect(frames.times).toHaveLength(5);
    expect(places).toEqual(await expectedFrames(store, frames.times));
  });

  it('refuses more places than fit in an answer, and says how many frames would', async () => {
    const store = await storeWith(
      Array.from({ length: 2_000 }, (_, index) =>
        aReport({ vehicle: `V${index}`, time: before(9) }),
      ),
    );
    const query = { from: before(5), to: before(0), step: 10 };

    await expect(readFrames(store, query, defaultMotionRules)).rejects.toMatchObject({
      code: 'query-invalid',
      message:
        'step: 501 frames asked for, expected 250 or fewer: as many of 2000 vehicles fit in an answer',
    });
  });

  it('has frames without vehicles of an empty store', async () => {
    const { places } = await framesOf(await storeWith([]), {
      from: before(5),
      to: before(0),
      step: 5_000,
    });

    expect(places).toEqual([{}, {}]);
  });
});

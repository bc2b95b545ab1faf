import type { PositionReport } from '@fleetman/contract';
import { aReport } from '@fleetman/contract/testing';
import { describe, expect, it } from '@jest/globals';
import { defaultMotionRules } from '@fleetman/motion';
import { InMemoryPositionStore } from '../store/memory/in-memory-position-store.ts';
import { believedAt } from './believed-at.ts';
import { readFrames } from './read-frames.ts';

const start = Date.parse('2026-11-22T10:00:00.000Z');
const at = (seconds: number) => new Date(start + seconds * 1_000);

/** East at 20 m/s, a report every ten seconds, with other fields at some of them. */
function driveWith(others: Readonly<Record<number, Partial<PositionReport>>>): PositionReport[] {
  return Array.from({ length: 12 }, (_, index) =>
    aReport({ time: at(index * 10), lat: 0.0018 * index + 53, lng: -1, ...others[index] }),
  );
}

async function storeWith(reports: readonly PositionReport[]) {
  const store = new InMemoryPositionStore({
    maxPositions: 1_000,
    retentionMs: 86_400_000,
    now: () => at(600),
  });
  await store.saveAll(reports);
  return store;
}

const bad = {
  'a void one': { lat: 0, lng: 0 },
  'a jump': { lat: 53.5, lng: -1 },
  'a coarse one': { lat: 53.02, lng: -1.02, accuracy: 2_000 },
};

describe('believedAt', () => {
  it.each(Object.entries(bad))('passes over %s, at its time and around it', async (_, place) => {
    const store = await storeWith(driveWith({ 5: place }));
    const latAt = async (seconds: number) =>
      (await believedAt(store, at(seconds), defaultMotionRules))[0];

    for (const seconds of [45, 50, 55]) {
      expect(await latAt(seconds)).toMatchObject({
        before: { time: at(40) },
        next: { time: at(60) },
      });
    }
    expect(await latAt(65)).toMatchObject({ before: { time: at(60) }, next: { time: at(70) } });
  });

  it('leaves out a vehicle that had no place then', async () => {
    const store = await storeWith([aReport({ time: at(0), lat: 0, lng: 0 })]);

    expect(await believedAt(store, at(5), defaultMotionRules)).toEqual([]);
  });
});

describe('readFrames', () => {
  it.each(Object.entries(bad))('passes over %s', async (_, place) => {
    const [plain, marred] = await Promise.all(
      [{}, { 3: place, 7: place, 11: place }].map(async (others) => {
        const store = await storeWith(driveWith(others));
        const query = { from: at(0), to: at(100), step: 4_000 };
        const frames = await readFrames(store, query, defaultMotionRules);
        return frames.times.map((_, frame) => frames.placeAt(frame, 0));
      }),
    );

    expect(marred?.map((found) => found?.[0].toFixed(4))).toEqual(
      plain?.map((found) => found?.[0].toFixed(4)),
    );
  });
});

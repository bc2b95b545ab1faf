import type { PositionReport } from '@fleetman/contract';
import { aReport } from '@fleetman/contract/testing';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { describeChangedVehicles } from '../../testing/changed-vehicles.contract.ts';
import { describeConvergence } from '../../testing/convergence.contract.ts';
import { InMemoryPositionStore } from './in-memory-position-store.ts';
import { describePast } from '../../testing/past.contract.ts';
import { describeForgetting } from '../../testing/forgetting.contract.ts';
import { describeNewestFixes } from '../../testing/newest-fixes.contract.ts';
import { describePositionStore, type StorePlace } from '../../testing/position-store.contract.ts';
import { describeReportFields } from '../../testing/report-fields.contract.ts';
import { describeTracks } from '../../testing/track.contract.ts';

async function createPlace(): Promise<StorePlace> {
  let store: InMemoryPositionStore | undefined;
  return {
    open: async (options) =>
      (store ??= new InMemoryPositionStore({ ...options, maxPositions: 200_000 })),
    healed: async () => undefined,
    dispose: async () => store?.close(),
  };
}

describePositionStore('InMemoryPositionStore', createPlace);
describeChangedVehicles('InMemoryPositionStore', createPlace);
describeTracks('InMemoryPositionStore', createPlace);
describeNewestFixes('InMemoryPositionStore', createPlace);
describeForgetting('InMemoryPositionStore', createPlace);
describePast('InMemoryPositionStore', createPlace, 300);
describeConvergence('InMemoryPositionStore', createPlace, 200);
describeReportFields('InMemoryPositionStore', createPlace);

describe('InMemoryPositionStore', () => {
  const start = new Date('2026-11-22T10:00:00.000Z').getTime();
  const at = (vehicle: string, seconds: number): PositionReport =>
    aReport({ vehicle, time: new Date(start + seconds * 1_000) });

  function open(maxPositions: number, maxPositionsPerVehicle: number, retentionMs = 3_600_000) {
    const clock = { time: start };
    const now = () => new Date(clock.time);
    const limits = { maxPositions, maxPositionsPerVehicle };
    return { clock, store: new InMemoryPositionStore({ ...limits, retentionMs, now }) };
  }

  async function secondsOf(store: InMemoryPositionStore, vehicle: string): Promise<number[]> {
    const { fixes } = await store.history(vehicle, { limit: 1_000 });
    return fixes.map(({ time }) => (time.getTime() - start) / 1_000);
  }

  it('drops the oldest fixes of a vehicle that has too many', async () => {
    const { store } = open(100, 3);

    await store.saveAll([1, 5, 3, 2, 4].map((seconds) => at('A', seconds)));

    expect(await secondsOf(store, 'A')).toEqual([5, 4, 3]);
  });

  it('drops the oldest fixes of all where there are too many', async () => {
    const { store } = open(6, 100);

    await store.saveAll([1, 3, 5, 7].map((seconds) => at('A', seconds)));
    await store.saveAll([2, 4, 6, 8].map((seconds) => at('B', seconds)));

    expect(await secondsOf(store, 'A')).toEqual([7, 5, 3]);
    expect(await secondsOf(store, 'B')).toEqual([8, 6, 4]);
  });

  it('drops the oldest fixes sooner if they have attributes', async () => {
    const { store } = open(30, 100);
    const attributes = JSON.stringify({ note: 'x'.repeat(200) });

    await store.saveAll(
      [1, 2, 3, 4, 5, 6, 7].map((seconds) => ({ ...at('A', seconds), attributes })),
    );

    // Each counts for eight.
    expect(await secondsOf(store, 'A')).toEqual([7, 6, 5]);
    await store.forget('A');
    await store.saveAll([1, 2, 3, 4, 5, 6, 7].map((seconds) => at('A', seconds)));
    expect(await secondsOf(store, 'A')).toHaveLength(7);
  });

  it('never drops the two newest fixes of a vehicle', async () => {
    const { store } = open(2, 2);

    for (const vehicle of ['A', 'B', 'C']) {
      await store.saveAll([1, 2, 3].map((seconds) => at(vehicle, seconds)));
    }

    expect(await store.latest()).toHaveLength(3);
    expect(await secondsOf(store, 'A')).toEqual([3, 2]);
  });

  it('gives memory back for what is older than the retention', async () => {
    const { store, clock } = open(4, 100, 60_000);
    await store.saveAll([1, 2, 3, 4].map((seconds) => at('A', seconds)));

    clock.time = start + 120_000;
    await store.saveAll([101, 102, 103, 104].map((seconds) => at('B', seconds)));

    expect(await store.countVehicles()).toBe(1);
    expect(await secondsOf(store, 'B')).toEqual([104, 103, 102, 101]);
  });

  it('holds at its bounds what the fixes decide, in whatever order they came', async () => {
    const reports = fc.uniqueArray(
      fc.record({
        vehicle: fc.constantFrom('A', 'B', 'C', 'D'),
        seconds: fc.integer({ min: 0, max: 50 }),
      }),
      { maxLength: 60, selector: ({ vehicle, seconds }) => `${vehicle}${seconds}` },
    );
    const cases = reports.chain((all) =>
      fc.tuple(
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc.integer({ min: 1, max: 9 }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([one, other, batchSize]) => {
        const stores = [open(20, 8).store, open(20, 8).store] as const;
        await stores[0].saveAll(one.map(({ vehicle, seconds }) => at(vehicle, seconds)));
        for (let from = 0; from < other.length; from += batchSize) {
          const batch = other.slice(from, from + batchSize);
          await stores[1].saveAll(batch.map(({ vehicle, seconds }) => at(vehicle, seconds)));
        }

        for (const vehicle of ['A', 'B', 'C', 'D']) {
          expect(await secondsOf(stores[1], vehicle)).toEqual(await secondsOf(stores[0], vehicle));
        }
      }),
    );
  });
});

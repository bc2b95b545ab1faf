import { aReport } from '@fleetman/contract/testing';
import { describe, expect, it } from '@jest/globals';
import type { VehicleFixes } from '../fixes/fix.ts';
import { InMemoryPositionStore } from '../store/memory/in-memory-position-store.ts';
import type { VehicleFilter } from '../store/position-store.ts';
import { VehicleRoll } from './vehicle-roll.ts';

/** A store that notes which vehicles it was asked for. */
class AskedStore extends InMemoryPositionStore {
  readonly asked: VehicleFilter['names'][] = [];

  override async latest(filter: VehicleFilter = {}): Promise<readonly VehicleFixes[]> {
    this.asked.push(filter.names);
    return super.latest(filter);
  }
}

describe('VehicleRoll', () => {
  const start = new Date('2026-11-22T12:00:00.000Z').getTime();

  function open(maxVehicles: number) {
    const clock = { time: start };
    const now = () => new Date(clock.time);
    const store = new AskedStore({ maxPositions: 100, retentionMs: 3_600_000, now });
    return { clock, store, roll: new VehicleRoll({ store, maxVehicles, now }) };
  }

  const report = (vehicle: string) => aReport({ vehicle, time: new Date(start) });

  it('has room for the first that come, up to the limit', async () => {
    const { roll } = open(2);

    expect(await roll.withoutRoom(['A', 'A', 'B', 'C', 'D'])).toEqual(new Set(['C', 'D']));
  });

  it('has room for every vehicle in the store, even beyond the limit', async () => {
    const { roll, store } = open(1);
    await store.saveAll(['A', 'B', 'C'].map(report));

    expect(await roll.withoutRoom(['A', 'B', 'C', 'D'])).toEqual(new Set(['D']));
  });

  it('asks the store about newcomers only', async () => {
    const { roll, store } = open(10);
    await store.saveAll(['A', 'B'].map(report));
    roll.enter(['A']);

    await roll.withoutRoom(['A']);
    await roll.withoutRoom(['A', 'B']);
    await roll.withoutRoom(['A', 'B']);

    expect(store.asked).toEqual([['B']]);
  });

  it('has room again when vehicles have left with their retention', async () => {
    const { roll, store, clock } = open(1);
    await store.saveAll([report('A')]);
    expect(await roll.withoutRoom(['A', 'B'])).toEqual(new Set(['B']));

    clock.time += 7_200_000;
    await store.saveAll([]);

    expect(await roll.withoutRoom(['B'])).toEqual(new Set());
    expect(await roll.withoutRoom(['B', 'A'])).toEqual(new Set(['A']));
  });
});

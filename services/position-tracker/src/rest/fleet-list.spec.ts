import { aReport } from '@fleetman/contract/testing';
import { defaultMotionRules } from '@fleetman/motion';
import type { SharedBody } from '@fleetman/service-kit';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { VehicleFixes } from '../fixes/fix.ts';
import { InMemoryPositionStore } from '../store/memory/in-memory-position-store.ts';
import type { VehicleFilter } from '../store/position-store.ts';
import { FleetList } from './fleet-list.ts';

const start = Date.parse('2026-11-22T10:00:00.000Z');
const weekMs = 604_800_000;

/** The memory store, which counts how many vehicles it has told. */
class CountingStore extends InMemoryPositionStore {
  told = 0;

  override async latest(filter?: VehicleFilter): Promise<readonly VehicleFixes[]> {
    const vehicles = await super.latest(filter);
    this.told += vehicles.length;
    return vehicles;
  }
}

describe('FleetList', () => {
  let time: number;
  let store: CountingStore;
  let list: FleetList;

  beforeEach(() => {
    time = start;
    const now = () => new Date(time);
    store = new CountingStore({ maxPositions: 1_000, retentionMs: weekMs, now });
    // It never rests: what is tested is what it says after a change.
    const pace = { now: () => 0 };
    const clock = { now, rules: defaultMotionRules, toleranceMs: 0 };
    list = new FleetList({ store, clock, zone: 'Z', pace });
  });

  const report = (vehicle: string, lat = 1) =>
    store.saveAll([aReport({ vehicle, lat, time: new Date(time) })]);

  async function read(): Promise<readonly { readonly name: string; readonly lat: number }[]> {
    const { bytes } = await (await list.get()).as('identity');
    // What a fleet list holds, the contract says.
    return JSON.parse(bytes.toString()) as { name: string; lat: number }[];
  }

  const etag = async (shared: SharedBody) => (await shared.as('identity')).etag;

  it('says what is stored at each time it is asked', async () => {
    expect(await read()).toEqual([]);
    await report('B');
    expect((await read()).map(({ name }) => name)).toEqual(['B']);
    time += 1_000;
    await report('A', 2);
    await report('B', 1.0001);

    expect((await read()).map(({ name, lat }) => [name, lat])).toEqual([
      ['A', 2],
      ['B', 1.0001],
    ]);
  });

  it('reads only what has changed', async () => {
    for (const vehicle of ['A', 'B', 'C']) await report(vehicle);
    await read();
    expect(store.told).toBe(3);
    await read();
    expect(store.told).toBe(3);
    time += 1_000;
    await report('B');

    await read();

    expect(store.told).toBe(4);
  });

  it('has the same tag while it says the same', async () => {
    await report('A');
    const first = await etag(await list.get());
    await store.saveAll([aReport({ vehicle: 'A', lat: 9, time: new Date(time) })]);

    expect(await etag(await list.get())).toBe(first);
    await report('B');
    expect(await etag(await list.get())).not.toBe(first);
  });

  it('leaves a vehicle out that has left with its retention', async () => {
    await report('A');
    time += weekMs / 2;
    await report('B');
    await read();
    time += weekMs / 2 + 120_000;
    await report('C');

    expect((await read()).map(({ name }) => name)).toEqual(['B', 'C']);
  });
});

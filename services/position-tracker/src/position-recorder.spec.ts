import type { PositionReport, VehiclePosition } from '@fleetman/contract';
import { aReport } from '@fleetman/contract/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { PositionRecorder, type RecorderEvents } from './position-recorder.ts';
import { InMemoryPositionStore } from './store/in-memory-position-store.ts';
import { VehicleRoll } from './vehicle-roll.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const after = (seconds: number) => new Date(noon.getTime() + seconds * 1_000);

/** A store that can be told to fail, as a database does. */
class FailingStore extends InMemoryPositionStore {
  isFailing = false;

  override async saveAll(reports: readonly PositionReport[]): Promise<number> {
    if (this.isFailing) throw new Error('the disk is full');
    return super.saveAll(reports);
  }
}

describe('PositionRecorder', () => {
  const now = () => noon;
  let store: FailingStore;
  let announced: VehiclePosition[];
  let counted: Parameters<RecorderEvents['onRecorded']>[0][];
  let recorder: PositionRecorder;

  beforeEach(() => {
    store = new FailingStore({ maxPositions: 1_000, retentionMs: 604_800_000, now });
    announced = [];
    counted = [];
    recorder = new PositionRecorder({
      store,
      roll: new VehicleRoll({ store, maxVehicles: 2, now }),
      announce: (positions) => announced.push(...positions),
      events: { onRecorded: (counts) => counted.push(counts) },
      now,
      futureToleranceMs: 300_000,
    });
  });

  it('stores a batch and announces where its vehicles are now', async () => {
    const refusals = await recorder.record([
      aReport({ time: after(-60), lat: 53.33393, lng: -1.52097 }),
      aReport({ time: after(0), lat: 53.34292, lng: -1.52083 }),
    ]);

    expect(refusals).toEqual([]);
    expect(announced).toEqual([
      {
        name: 'City Truck',
        lat: 53.34292,
        longitude: -1.52083,
        timestamp: '2026-11-22T12:00:00.000Z',
        speed: 37.3,
        heading: 0.5,
      },
    ]);
  });

  it('announces a late report only where it changes what is known of now', async () => {
    await recorder.record([aReport({ time: after(-10) }), aReport({ time: after(0) })]);
    announced = [];

    await recorder.record([aReport({ time: after(-20) })]);
    expect(announced).toEqual([]);

    await recorder.record([aReport({ time: after(-5) })]);
    expect(announced).toMatchObject([{ timestamp: '2026-11-22T12:00:00.000Z' }]);
  });

  it('refuses a report too far ahead of the clock, beside good ones', async () => {
    const ahead = aReport({ time: after(300.001) });

    const refusals = await recorder.record([ahead, aReport({ time: after(300) })]);

    expect(refusals).toEqual([
      {
        report: ahead,
        cause: 'time-ahead',
        detail:
          'time: 2026-11-22T12:05:00.001Z given, expected 2026-11-22T12:05:00.000Z or earlier',
      },
    ]);
    expect((await store.history('City Truck', { limit: 10 })).fixes).toHaveLength(1);
  });

  it('refuses vehicles for which there is no room, and takes those it knows', async () => {
    const report = (vehicle: string, seconds = 0) => aReport({ vehicle, time: after(seconds) });
    await recorder.record([report('A')]);

    const refusals = await recorder.record([
      report('B'),
      report('C'),
      report('C', -1),
      report('A', -1),
    ]);

    expect(refusals.map(({ report: { vehicle }, cause }) => [vehicle, cause])).toEqual([
      ['C', 'vehicles-full'],
      ['C', 'vehicles-full'],
    ]);
    expect(refusals[0]?.detail).toContain('vehicle: "C" given');
    expect(await recorder.record([report('B', -1), report('A', -2)])).toEqual([]);
    expect(await store.countVehicles()).toBe(2);
  });

  it('counts what came in and what was new', async () => {
    await recorder.record([aReport(), aReport({ time: after(3_600) })]);
    await recorder.record([aReport(), aReport({ time: after(-7) })]);

    expect(counted).toEqual([
      { consumed: 2, stored: 1 },
      { consumed: 2, stored: 1 },
    ]);
  });

  it('rejects while the store fails, and stores the same batch afterwards', async () => {
    store.isFailing = true;
    await expect(recorder.record([aReport()])).rejects.toThrow('the disk is full');
    expect(counted).toEqual([]);

    store.isFailing = false;
    expect(await recorder.record([aReport()])).toEqual([]);
    expect(counted).toEqual([{ consumed: 1, stored: 1 }]);
  });

  it('asks the store for nothing where a batch is refused whole', async () => {
    expect(await recorder.record([aReport({ time: after(3_600) })])).toHaveLength(1);
    expect(announced).toEqual([]);
    expect(await store.latest()).toEqual([]);
  });
});

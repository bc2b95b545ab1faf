import type { PositionReport } from '@fleetman/contract';
import { aReport } from '@fleetman/contract/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { PositionRecorder, type RecorderEvents } from './position-recorder.ts';
import type { Saved } from '../store/position-store.ts';
import { InMemoryPositionStore } from '../store/memory/in-memory-position-store.ts';
import { VehicleRoll } from './vehicle-roll.ts';

const noon = new Date('2026-11-22T12:00:00.000Z');
const after = (seconds: number) => new Date(noon.getTime() + seconds * 1_000);

/** A store that can be told to fail, as a database does. */
class FailingStore extends InMemoryPositionStore {
  isFailing = false;

  override async saveAll(reports: readonly PositionReport[]): Promise<Saved> {
    if (this.isFailing) throw new Error('the disk is full');
    return super.saveAll(reports);
  }
}

describe('PositionRecorder', () => {
  const now = () => noon;
  let store: FailingStore;
  let announced: PositionReport[];
  let counted: Parameters<RecorderEvents['onRecorded']>[0][];
  let recorder: PositionRecorder;

  beforeEach(() => {
    store = new FailingStore({ maxPositions: 1_000, retentionMs: 604_800_000, now });
    announced = [];
    counted = [];
    recorder = new PositionRecorder({
      store,
      roll: new VehicleRoll({ store, maxVehicles: 2, now }),
      announce: (reports) => {
        announced.push(...reports);
      },
      events: { onRecorded: (counts) => counted.push(counts) },
      now,
      futureToleranceMs: 300_000,
      retentionMs: 604_800_000,
    });
  });

  it('stores a batch and has announced what is stored of it', async () => {
    const good = aReport({ time: after(0) });

    await recorder.record([aReport({ time: after(3_600) }), good]);

    expect(announced).toEqual([good]);
    expect((await store.history('City Truck', { limit: 10 })).fixes).toHaveLength(1);
  });

  it('refuses a report that is older than what is kept, with both times', async () => {
    const old = aReport({ time: after(-604_800) });

    const refusals = await recorder.record([old, aReport({ time: after(-604_798) })]);

    expect(refusals).toEqual([
      {
        report: old,
        cause: 'too-old',
        detail:
          'time: 2026-11-15T12:00:00.000Z given, expected 2026-11-15T12:00:01.000Z or later: what is older is not kept',
      },
    ]);
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

  it('refuses a time before 2000, the clock of a device that was reset', async () => {
    const reset = aReport({ time: new Date(0) });

    expect(await recorder.record([reset, aReport({ time: after(0) })])).toEqual([
      {
        report: reset,
        cause: 'too-old',
        detail:
          'time: 1970-01-01T00:00:00.000Z given, expected 2026-11-15T12:00:01.000Z or later: what is older is not kept',
      },
    ]);
    expect((await store.history('City Truck', { limit: 10 })).fixes).toHaveLength(1);
  });

  it('puts the time of a receiver right that counts its weeks from an earlier epoch', async () => {
    const epoch = 1_024 * 7 * 86_400;
    const late = [aReport({ time: after(-epoch) }), aReport({ time: after(-2 * epoch - 10) })];

    expect(await recorder.record(late)).toEqual([]);

    expect(announced.map(({ time }) => time)).toEqual([after(0), after(-10)]);
    expect((await store.history('City Truck', { limit: 10 })).fixes).toHaveLength(2);
    expect(counted).toEqual([{ stored: 2, known: 0, corrected: 2 }]);
  });

  it('refuses a report whose time it put right as it came', async () => {
    const epoch = 1_024 * 7 * 86_400;
    await recorder.record(['A', 'B'].map((vehicle) => aReport({ vehicle, time: after(0) })));
    const late = aReport({ vehicle: 'C', time: after(-epoch) });

    const [refusal] = await recorder.record([late]);

    expect(refusal?.cause).toBe('vehicles-full');
    expect(refusal?.report).toBe(late);
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
      { stored: 1, known: 0, corrected: 0 },
      { stored: 1, known: 1, corrected: 0 },
    ]);
  });

  it('rejects while the store fails, and stores the same batch afterwards', async () => {
    store.isFailing = true;
    await expect(recorder.record([aReport()])).rejects.toThrow('the disk is full');
    expect(counted).toEqual([]);

    store.isFailing = false;
    expect(await recorder.record([aReport()])).toEqual([]);
    expect(counted).toEqual([{ stored: 1, known: 0, corrected: 0 }]);
  });

  it('asks the store for nothing where a batch is refused whole', async () => {
    expect(await recorder.record([aReport({ time: after(3_600) })])).toHaveLength(1);
    expect(announced).toEqual([]);
    expect(await store.latest()).toEqual([]);
  });
});

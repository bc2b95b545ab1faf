import { decodeReports, encodeReports, vehicleName } from '@fleetman/contract';
import { silentLog } from '@fleetman/messaging/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backfill, thinningOf } from './backfill.ts';
import { simulatorConfig } from '../config.ts';
import { assembleFleet, reportAt, reportsIn } from './fleet.ts';
import { readTracks } from '../tracks/read-tracks.ts';
import { firstReportAfter, reportTime, scheduleFor } from './report-schedule.ts';
import { distanceM } from '../drive/geometry.ts';
import type { Track } from '../drive/track.ts';

const noon = Date.UTC(2026, 10, 22, 12);
const mphPerMs = 2.236936;

function aTrack(name: string): Track {
  const points = [
    { lat: -29.9, lng: -71.25 },
    { lat: -29.88, lng: -71.25 },
  ];
  return { name, points };
}

const threeTracks = ['Top Secret', 'City Truck', 'City Truck 2'].map(aTrack);

function aFleet({ vehicles, seed = 1 }: { vehicles?: number; seed?: number } = {}) {
  return assembleFleet({ tracks: threeTracks, vehicles, seed, intervalMs: 2_000 });
}

const namesOf = (fleet: readonly { name: string }[]) => fleet.map(({ name }) => name);
const keyOf = ({ vehicle, time }: { vehicle: string; time: Date }) => `${vehicle} ${+time}`;

describe('assembleFleet', () => {
  it('gives each track a vehicle with its name, or only the first tracks', () => {
    expect(namesOf(aFleet())).toEqual(['Top Secret', 'City Truck', 'City Truck 2']);
    expect(namesOf(aFleet({ vehicles: 2 }))).toEqual(['Top Secret', 'City Truck']);
  });

  it('numbers further vehicles, and never gives a name twice', () => {
    const names = namesOf(aFleet({ vehicles: 8 }));

    expect(names.slice(3)).toEqual([
      'Top Secret 2',
      'City Truck 3',
      'City Truck 2 2',
      'Top Secret 3',
      'City Truck 4',
    ]);
    expect(new Set(names).size).toBe(8);
  });

  it('lets vehicles of one track share its plan, at other places', () => {
    const [first, , , second] = aFleet({ vehicles: 4 });

    expect(second?.plan).toBe(first?.plan);
    expect(second?.phaseSeconds).not.toBe(first?.phaseSeconds);
  });

  it('numbers thousands of vehicles with names that vehicles can have', () => {
    const names = namesOf(aFleet({ vehicles: 5_000 }));

    expect(new Set(names).size).toBe(5_000);
    expect(names.filter((name) => !vehicleName.safeParse(name).success)).toEqual([]);
  });
});

describe('reportAt', () => {
  it('gives the same report for the same seed and time, another for another seed', () => {
    const [vehicle] = aFleet();
    const [same] = aFleet();
    const [other] = aFleet({ seed: 2 });
    if (!vehicle || !same || !other) throw new Error('no fleet');

    expect(reportAt(same, noon)).toEqual(reportAt(vehicle, noon));
    expect(reportAt(other, noon)).not.toEqual(reportAt(vehicle, noon));
  });

  it('makes reports that the contract takes', () => {
    const reports = reportsIn(aFleet(), { afterMs: noon, untilMs: noon + 60_000 });

    expect(decodeReports(encodeReports(reports))).toEqual({ reports, unreadable: [], ignored: {} });
  });
});

describe('ReportSchedule', () => {
  it('reports every 1 to 3 seconds with an interval of 2, on average every 2', () => {
    const schedule = scheduleFor('City Truck', 1, 2_000);
    const first = firstReportAfter(schedule, noon);
    const times = Array.from({ length: 1_001 }, (_, i) => reportTime(schedule, first + i));
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));

    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
    expect(Math.min(...gaps)).toBeLessThan(1_200);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(3_000);
    expect(Math.max(...gaps)).toBeGreaterThan(2_800);
    expect(((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000).toBeCloseTo(2_000, -2);
  });

  it('spreads the reports of a fleet evenly over the interval', () => {
    const fleet = aFleet({ vehicles: 2_000 });
    const perTick = Array.from({ length: 20 }, (_, tick) => {
      const afterMs = noon + tick * 100;
      return reportsIn(fleet, { afterMs, untilMs: afterMs + 100 }).length;
    });

    expect(Math.min(...perTick)).toBeGreaterThan(60);
    expect(Math.max(...perTick)).toBeLessThan(140);
  });
});

describe('reportsIn', () => {
  it('misses and repeats nothing however time is cut into stretches', () => {
    const fleet = aFleet();
    const whole = reportsIn(fleet, { afterMs: noon, untilMs: noon + 20_000 });
    const cuts = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 30 });
    fc.assert(
      fc.property(cuts, (unsorted) => {
        const ends = [0, ...unsorted.toSorted((a, b) => a - b), 20_000];
        const parts = ends
          .slice(1)
          .flatMap((end, i) =>
            reportsIn(fleet, { afterMs: noon + (ends[i] ?? 0), untilMs: noon + end }),
          );

        expect(parts.map(keyOf).sort()).toEqual(whole.map(keyOf).sort());
      }),
    );
  });
});

describe('backfill', () => {
  const settings = { intervalMs: 2_000, spanMs: 7_200_000, untilMs: noon };

  it('gives every report of the hours before, in small pieces, the newest first', () => {
    const fleet = aFleet();
    const pieces = [...backfill(fleet, settings)];
    const expected = reportsIn(fleet, { afterMs: noon - 7_200_000, untilMs: noon });

    expect(pieces.flat().map(keyOf).sort()).toEqual(expected.map(keyOf).sort());
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(1_100);
    expect(pieces[0]?.some(({ time }) => +time > noon - 3_000)).toBe(true);
  });

  it('thins out the past of a large fleet to some 500,000 reports', () => {
    const stretch = { afterMs: noon - 600_000, untilMs: noon };
    const all = new Set(reportsIn(aFleet(), stretch).map(keyOf));
    const thinned = reportsIn(aFleet(), { ...stretch, every: 10 }).map(keyOf);

    expect(thinningOf(38, settings)).toBe(1);
    expect(thinningOf(1_000, settings)).toBe(8);
    expect(thinned.length).toBeCloseTo(all.size / 10, -1);
    expect(thinned.filter((key) => !all.has(key))).toEqual([]);
  });

  it('leaves a report a minute, by which one sees how a vehicle drove, as long as memory holds them', () => {
    expect(thinningOf(5_000, settings)).toBe(30);
    expect(thinningOf(10_000, settings)).toBe(30);
    expect(thinningOf(50_000, settings)).toBe(120);
    expect(thinningOf(50_000, { ...settings, intervalMs: 90_000 })).toBe(3);
  });

  it('stays within its stretch and its size for a large fleet too', () => {
    const fleet = aFleet({ vehicles: 2_000 });
    const pieces = backfill(fleet, { ...settings, spanMs: 20_000_000 });

    for (let i = 0; i < 20; i++) {
      const piece = pieces.next().value ?? [];
      expect(piece.length).toBeGreaterThan(700);
      expect(piece.length).toBeLessThan(1_300);
      expect(piece.every(({ time }) => +time > noon - 20_000_000 && +time <= noon)).toBe(true);
    }
  });
});

describe('the shipped fleet', () => {
  it('drives at speeds that vehicles have, inside the region, at any time', () => {
    const { TRACKS } = simulatorConfig.parse({});
    const tracks = readTracks(TRACKS, silentLog);
    const fleet = assembleFleet({ tracks, vehicles: undefined, seed: 1, intervalMs: 2_000 });

    const medians = Array.from({ length: 100 }, (_, i) => {
      const timeMs = noon + i * 797_000;
      const speeds = fleet.map((vehicle) => {
        const [from, to] = [reportAt(vehicle, timeMs), reportAt(vehicle, timeMs + 2_000)];
        expect(from.lat > -30.08 && from.lat < -29.82).toBe(true);
        expect(from.lng > -71.36 && from.lng < -71.16).toBe(true);
        return (distanceM(from, to) / 2) * mphPerMs;
      });
      speeds.sort((a, b) => a - b);
      expect(speeds.at(-1)).toBeLessThan(90);
      return speeds[speeds.length >> 1] ?? 0;
    });

    expect(fleet.length).toBeGreaterThanOrEqual(38);
    expect(Math.min(...medians)).toBeGreaterThan(15);
    expect(Math.max(...medians)).toBeLessThan(50);
  });
});

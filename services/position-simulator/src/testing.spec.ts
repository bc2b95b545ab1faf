import type { PositionReport } from '@fleetman/contract';
import { decodeReports, encodeReports } from '@fleetman/contract';
import { describe, expect, it } from '@jest/globals';
import { distanceM } from './drive/geometry.ts';
import { simulateDrive } from './testing.ts';

const byTime = (reports: readonly PositionReport[]) =>
  new Map(reports.map((report) => [+report.time, report]));

describe('simulateDrive', () => {
  it('gives the reports of some minutes, the same each time', () => {
    const drive = simulateDrive({ minutes: 10 });

    expect(drive).toHaveLength(300);
    expect(simulateDrive({ minutes: 10 })).toEqual(drive);
    expect(simulateDrive({ minutes: 10, seed: 2 })).not.toEqual(drive);
    expect(drive.every(({ accuracy }) => accuracy === undefined)).toBe(true);
  });

  it('drives the same way with noise, at the same times', () => {
    const truth = byTime(simulateDrive({ minutes: 60 }));
    const noisy = simulateDrive({ minutes: 60, noise: '5m' });

    expect(noisy.map(({ time }) => +time)).toEqual([...truth.keys()]);
    for (const fix of noisy) {
      expect(distanceM(fix, truth.get(+fix.time) ?? { lat: 0, lng: 0 })).toBeLessThan(30);
    }
  });

  it('reports fewer times with all noise, some of them late, none that the true drive has not', () => {
    const truth = byTime(simulateDrive({ minutes: 180 }));
    const noisy = simulateDrive({ minutes: 180, noise: '5m,jumps,silences,late,void,coarse' });
    const times = noisy.map(({ time }) => +time);

    expect(times.length).toBeLessThan(truth.size);
    expect(new Set(times).size).toBe(times.length);
    // A burst may bring reports of before the first minute.
    const first = Math.min(...truth.keys());
    expect(times.filter((time) => time >= first && !truth.has(time))).toEqual([]);
  });

  it('makes noisy reports that the contract takes', () => {
    const noisy = simulateDrive({ minutes: 180, noise: '100m,jumps,silences,late,void,coarse' });

    for (const report of noisy) {
      expect(decodeReports(encodeReports([report])).reports).toEqual([report]);
    }
  });
});

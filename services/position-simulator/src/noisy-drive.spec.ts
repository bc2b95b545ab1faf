import type { PositionReport } from '@fleetman/contract';
import { defaultMotionRules, judgeTrack } from '@fleetman/motion';
import { describe, expect, it } from '@jest/globals';
import { simulateDrive, type SimulatedDrive } from './testing.ts';

const startMs = Date.UTC(2026, 10, 22, 12);
const minutes = 72;
/** Reports of an earlier time may come late, those after this one may not have come yet. */
const untilMs = startMs + (minutes - 12) * 60_000;

/** What the fleet is told of an hour's drive: how far, and how many fixes are not believed. */
function judged(reports: readonly PositionReport[]) {
  const fixes = reports
    .filter(({ time }) => +time >= startMs && +time <= untilMs)
    .toSorted((a, b) => +a.time - +b.time);
  const now = Math.max(...fixes.map(({ time }) => +time));
  const track = judgeTrack(fixes, { now, rules: defaultMotionRules });
  return {
    metres: track.reduce((sum, { metres }) => sum + metres, 0),
    doubts: track.filter(({ doubt }) => doubt !== undefined).length,
  };
}

const tracks = ['city_truck.gpx', 'university_internal_mail_a.gpx', 'ruta_5_long_haul.gpx'];
const reported = [
  { intervalMs: 1_000, seed: 1 },
  { intervalMs: 2_000, seed: 1 },
  { intervalMs: 2_000, seed: 2 },
  { intervalMs: 5_000, seed: 1 },
];
const drives = tracks.flatMap((track) =>
  reported.map((how) => ({ track, ...how, minutes, startMs })),
);

describe('a noisy drive, as libs/motion judges it', () => {
  it.each(drives)('is as long as the true one to 3 %%: %j', (drive: SimulatedDrive) => {
    const truth = judged(simulateDrive(drive));
    const noisy = judged(simulateDrive({ ...drive, noise: '5m' }));
    const faulty = judged(simulateDrive({ ...drive, noise: '5m,jumps,late,void,coarse' }));

    expect(Math.abs(noisy.metres / truth.metres - 1)).toBeLessThan(0.03);
    expect(Math.abs(faulty.metres / truth.metres - 1)).toBeLessThan(0.03);
    expect(truth.doubts).toBe(0);
    expect(faulty.doubts).toBeGreaterThan(5);
  });
});

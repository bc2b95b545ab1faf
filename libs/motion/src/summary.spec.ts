import { describe, expect, it } from '@jest/globals';
import { judgeTrack } from './judge-track.ts';
import { timeOf, type MotionFix } from './motion-fix.ts';
import { defaultMotionRules } from './motion-rules.ts';
import { summarise } from './summary.ts';
import { fixAt, parked, placeAt, start } from './testing/tracks.ts';

const options = { now: start + 86_400_000, rules: defaultMotionRules };

function summaryOf(fixes: readonly MotionFix[]) {
  const judged = judgeTrack(fixes, options);
  return summarise(
    fixes.map((fix, at) => {
      const { doubt, isStanding = false, way = 'none', metres = 0 } = judged[at] ?? {};
      return { ...placeOf(fix), doubt, isStanding, way, metres };
    }),
  );
}

const placeOf = (fix: MotionFix) => ({ lat: fix.lat, lng: fix.lng, time: timeOf(fix) });

/** Parks for ten minutes, drives two kilometres in two minutes, parks again. */
function errand(): MotionFix[] {
  const rest = parked(1, 3, 10, 1 / 6);
  const drive = Array.from({ length: 12 }, (_, at) => fixAt(600 + at * 10, (at + 1) * 167, 0));
  const again = parked(2, 3, 10, 1 / 6).map((fix) => ({
    ...fix,
    time: timeOf(fix) + 720_000,
    lng: fix.lng + placeAt(2_004, 0).lng - placeAt(0, 0).lng,
  }));
  return [...rest, ...drive, ...again];
}

describe('summarise', () => {
  it('counts distance, times and stops of an errand', () => {
    const { metres, drivingMs, standingMs, unknownMs, stops } = summaryOf(errand());

    expect(Math.abs(metres / 2_004 - 1)).toBeLessThan(0.03);
    expect(Math.abs(drivingMs - 120_000)).toBeLessThanOrEqual(40_000);
    expect(drivingMs + standingMs + unknownMs).toBe(1_310_000);
    expect(stops.map(({ from, to }) => Math.round((to - from) / 60_000))).toEqual([10, 10]);
  });

  it('leaves doubtful fixes out of everything', () => {
    const fixes = errand();
    const zeros = [5, 55, 64, 80].map((at) => ({
      lat: 0,
      lng: 0,
      time: start + at * 10_000 + 5_000,
    }));
    const all = [...fixes, ...zeros].toSorted((one, other) => timeOf(one) - timeOf(other));

    expect(summaryOf(all)).toEqual(summaryOf(fixes));
  });

  it('counts a silence at one place as standing, one between two places as unknown', () => {
    const silent = [fixAt(0, 0, 0), fixAt(7_200, 10, 0), fixAt(14_400, 9_000, 0)];

    expect(summaryOf(silent)).toMatchObject({ standingMs: 7_200_000, unknownMs: 7_200_000 });
  });

  it('is nothing for no fix', () => {
    expect(summarise([])).toEqual({
      metres: 0,
      drivingMs: 0,
      standingMs: 0,
      unknownMs: 0,
      stops: [],
    });
  });
});

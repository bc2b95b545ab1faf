import { describe, expect, it } from '@jest/globals';
import { defaultMotionRules, summarise } from '@fleetman/motion';
import type { HistoryFix } from '../fixes/histories.ts';
import { judgeWhole } from '../testing/histories.contract.ts';
import type { Fix } from '../fixes/fix.ts';
import { simplifyHistory } from './simplify-history.ts';

const start = Date.parse('2026-11-22T10:00:00.000Z');

/** Parked for ten minutes with some noise, then a bending drive, a jump, a gap and another drive. */
function aDay(): Fix[] {
  const fixAt = (seconds: number, north: number, east: number): Fix => ({
    time: new Date(start + seconds * 1_000),
    lat: 53 + north / 111_195,
    lng: -1 + east / 67_000,
  });
  const parked = Array.from({ length: 60 }, (_, at) =>
    fixAt(at * 10, 5 * Math.sin(at * 1.7), 5 * Math.cos(at * 2.3)),
  );
  const drive = Array.from({ length: 60 }, (_, at) =>
    fixAt(600 + at * 10, 150 * (at + 1), 400 * Math.sin(at / 6)),
  );
  const jump = fixAt(1_195, 90_000, 0);
  const after = Array.from({ length: 30 }, (_, at) => fixAt(3_000 + at * 10, 12_000 + at * 150, 0));
  return [...parked, ...drive, jump, ...after];
}

function summaryOf(history: readonly HistoryFix[]) {
  return summarise(
    history.map(({ fix, judged }) => ({ ...judged, ...fix, time: fix.time.getTime() })),
  );
}

describe('simplifyHistory', () => {
  const fixes = aDay();
  const options = { now: start + 86_400_000, rules: defaultMotionRules };
  const history = judgeWhole(fixes, options);

  it('keeps distance and times of a track, with far fewer fixes', () => {
    const simplified = simplifyHistory(history, 5);
    const [whole, part] = [summaryOf(history), summaryOf(simplified)];

    expect(simplified.length).toBeLessThan(history.length / 2);
    expect(part.metres).toBeCloseTo(whole.metres, 3);
    expect(part.standingMs).toBe(whole.standingMs);
    expect(part.drivingMs).toBe(whole.drivingMs);
    expect(part.unknownMs).toBe(whole.unknownMs);
    expect(part.stops).toHaveLength(whole.stops.length);
  });

  it('leaves doubtful fixes out', () => {
    expect(history.some(({ judged }) => judged.doubt === 'jump')).toBe(true);
    expect(simplifyHistory(history, 5).some(({ judged }) => judged.doubt)).toBe(false);
  });
});

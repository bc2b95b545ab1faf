import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { disturbanceFor } from './disturbance.ts';
import { readNoise } from './noise.ts';
import { deliveredIn, type Span } from './outages.ts';

const noon = Date.UTC(2026, 10, 22, 12);
const hourMs = 3_600_000;
const day: Span = { afterMs: noon, untilMs: noon + 24 * hourMs };

const vehicle = (noise: string, seed = 1) => disturbanceFor('City Truck', seed, readNoise(noise));
const lengthOf = (spans: readonly Span[]) =>
  spans.reduce((sum, { afterMs, untilMs }) => sum + untilMs - afterMs, 0);

/** Whole seconds whose reports are delivered in the spans, in order of delivery. */
function secondsIn(spans: readonly Span[]): number[] {
  return spans.flatMap(({ afterMs, untilMs }) => {
    const first = Math.floor(afterMs / 1_000) + 1;
    return Array.from({ length: Math.floor(untilMs / 1_000) - first + 1 }, (_, i) => first + i);
  });
}

describe('deliveredIn', () => {
  it('delivers each report when it is due without noise, and with metres only', () => {
    expect(deliveredIn(day, undefined)).toEqual([day]);
    expect(deliveredIn(day, vehicle('5m,jumps,void,coarse'))).toEqual([day]);
  });

  it('is silent for 1 to 4 minutes in each half hour', () => {
    const spans = deliveredIn(day, vehicle('silences'));
    const gaps = spans.slice(1).map(({ afterMs }, i) => afterMs - (spans[i]?.untilMs ?? 0));

    expect(gaps.length).toBeGreaterThanOrEqual(46);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(60_000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(240_000);
  });

  it('delivers late what was reported without a network, in one burst and all of it', () => {
    const disturbance = vehicle('late');
    const byMinute = Array.from({ length: 26 * 60 }, (_, minute) => {
      const afterMs = noon - hourMs + minute * 60_000;
      return deliveredIn({ afterMs, untilMs: afterMs + 60_000 }, disturbance);
    });
    const silent = byMinute.filter((spans) => spans.length === 0).length;
    const bursts = byMinute.filter((spans) => lengthOf(spans) > 120_000);

    expect(silent).toBeGreaterThan(24);
    expect(bursts.length).toBeGreaterThanOrEqual(24);
    expect(Math.max(...bursts.map(lengthOf))).toBeLessThanOrEqual(13 * 60_000);
    const seconds = secondsIn(byMinute.flat());
    const delivered = new Set(seconds);
    const due = secondsIn([{ afterMs: noon, untilMs: noon + 23 * hourMs }]);
    expect(delivered.size).toBe(seconds.length);
    expect(due.filter((second) => !delivered.has(second))).toEqual([]);
  });

  it('delivers each report once however time is cut into spans', () => {
    const cuts = fc.array(fc.integer({ min: 0, max: 3 * 3_600 }), { maxLength: 20 });
    fc.assert(
      fc.property(cuts, fc.integer({ min: 0, max: 1_000 }), (unsorted, seed) => {
        const disturbance = vehicle('silences,late', seed);
        const whole = { afterMs: noon, untilMs: noon + 3 * hourMs };
        const ends = [0, ...unsorted.toSorted((a, b) => a - b), 3 * 3_600];
        const parts = ends.slice(1).flatMap((end, i) => {
          const afterMs = noon + (ends[i] ?? 0) * 1_000;
          return deliveredIn({ afterMs, untilMs: noon + end * 1_000 }, disturbance);
        });

        const [cut, uncut] = [parts, deliveredIn(whole, disturbance)].map(secondsIn);
        expect(new Set(cut).size).toBe(cut?.length);
        expect(new Set(cut)).toEqual(new Set(uncut));
      }),
      { numRuns: 20 },
    );
  });
});

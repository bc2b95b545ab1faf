import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { excessUntil, newDraw, sampleFor } from './letter-sample.ts';

/** Whether a letter with these digits is in a sample, as ActiveMQ reads the selector. */
function isSampled(draw: string, selector: string | undefined): boolean {
  const [, start = ''] = /LIKE '(0+)%'/.exec(selector ?? '') ?? [];
  return draw.startsWith(start);
}

describe('a sample of dead letters', () => {
  it('is all of them up to 200, and 100 to 200 of any larger number', () => {
    expect(sampleFor(2)).toEqual({ selector: undefined, most: 2 });
    expect(sampleFor(200)).toEqual({ selector: undefined, most: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 201, max: 10_000_000 }), (max) => {
        const { selector = '', most } = sampleFor(max);

        expect(most).toBeGreaterThanOrEqual(100);
        expect(most).toBeLessThanOrEqual(200);
        expect(selector).toMatch(/^draw LIKE '0{1,20}%'$/);
      }),
    );
  });

  it('tells the number of all letters to 40 %', () => {
    const letters = Array.from({ length: 20_000 }, newDraw);

    const { selector, most } = sampleFor(letters.length);
    const sampled = letters.filter((draw) => isSampled(draw, selector)).length;

    expect(Math.abs(sampled / most - 1)).toBeLessThan(0.4);
  });

  it('leaves the newest, and no more than there may be', () => {
    expect(excessUntil([3, 1, 2], 3)).toBeUndefined();
    expect(excessUntil([], 1)).toBeUndefined();
    expect(excessUntil([30, 10, 20, 40], 2)).toBe(20);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 })),
        fc.integer({ min: 1, max: 40 }),
        (times, most) => {
          const until = excessUntil(times, most) ?? -1;

          expect(times.filter((time) => time > until).length).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});

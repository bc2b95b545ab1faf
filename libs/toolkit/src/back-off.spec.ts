import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backOffDelay } from './back-off.ts';

const backOff = { firstMs: 100, maxMs: 5_000 };

describe('backOffDelay', () => {
  it('doubles with each attempt up to the longest', () => {
    const delays = [1, 2, 3, 6, 7, 5_000].map((attempt) => backOffDelay(attempt, backOff, () => 1));

    expect(delays).toEqual([100, 200, 400, 3_200, 5_000, 5_000]);
  });

  it('is jittered between half and the whole', () => {
    expect(backOffDelay(3, backOff, () => 0)).toBe(200);
    fc.assert(
      fc.property(
        fc.integer({ min: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, random) => {
          const delay = backOffDelay(n, backOff, () => random);
          expect(delay).toBeGreaterThanOrEqual(50);
          expect(delay).toBeLessThanOrEqual(5_000);
        },
      ),
    );
  });
});

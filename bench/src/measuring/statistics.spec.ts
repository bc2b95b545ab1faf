import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { median, percentile, ratioTo, spread, threeDigits } from './statistics.ts';

const values = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 });

describe('percentile', () => {
  it('takes the value of the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile(hundred, 1)).toBe(100);
  });

  it('returns one of the values, and a higher one for a higher share', () => {
    const shares = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(100));
    fc.assert(
      fc.property(values, shares, (all, [share, percent]) => {
        const low = percentile(all, Math.min(share, percent / 100));
        const high = percentile(all, Math.max(share, percent / 100));

        expect(all).toContain(low);
        expect(high).toBeGreaterThanOrEqual(low);
      }),
    );
  });

  it('is not a number when there are no values', () => {
    expect(percentile([], 0.5)).toBeNaN();
  });
});

describe('median', () => {
  it('is the middle of an odd number of values, in whatever order they come', () => {
    expect(median([30, 10, 20])).toBe(20);
  });

  it('is the mean of the two in the middle of an even number', () => {
    expect(median([40, 10, 20, 30])).toBe(25);
  });
});

describe('spread', () => {
  it('is the distance of the extremes as a share of the median', () => {
    expect(spread([90, 100, 130])).toBeCloseTo(0.4);
  });

  it('is 0 of a single value', () => {
    expect(spread([7])).toBe(0);
  });
});

describe('ratioTo', () => {
  it('is half where half as many were done', () => {
    expect(ratioTo('more', 50, 100)).toBe(0.5);
  });

  it('is half where it took twice as long', () => {
    expect(ratioTo('less', 200, 100)).toBe(0.5);
  });
});

describe('threeDigits', () => {
  it('rounds large and small numbers alike', () => {
    expect([12_345, 1.2345, 0.012345].map(threeDigits)).toEqual([12_300, 1.23, 0.0123]);
  });
});

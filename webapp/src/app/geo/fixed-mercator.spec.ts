import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromFixed32, toFixed32, unitsOf } from './fixed-mercator';

describe('Mercator in 32 bits', () => {
  it('leads back to every place it came from, to the centimetre', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (coordinate) => {
        const metres = (fromFixed32(toFixed32(coordinate)) - coordinate) * 40_075_017;
        expect(Math.abs(metres)).toBeLessThan(0.01);
      }),
    );
  });

  it('is as near over the edge of the world as anywhere else', () => {
    const across = (toFixed32(0.000_001) - toFixed32(0.999_999)) | 0;

    expect(across).toBeCloseTo(unitsOf(80.15), -1);
  });
});

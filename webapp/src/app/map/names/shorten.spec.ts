import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shorten } from './shorten';

const tenEach = (text: string) => 10 * Array.from(new Intl.Segmenter().segment(text)).length;

describe('shorten', () => {
  it('leaves a text that fits as it is', () => {
    expect(shorten('City Truck', 100, tenEach)).toBe('City Truck');
  });

  it('ends a longer one by an ellipsis, and not after a space', () => {
    expect(shorten('City Truck 2', 100, tenEach)).toBe('City Truc…');
    expect(shorten('City Truck', 60, tenEach)).toBe('City…');
  });

  it('never takes half a character', () => {
    expect(shorten('🚚🚚🚚🚚', 30, tenEach)).toBe('🚚🚚…');
  });

  it('is never too wide, but for the ellipsis alone', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 120 }),
        fc.integer({ min: 10, max: 500 }),
        (text, most) => {
          expect(tenEach(shorten(text, most, tenEach))).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});

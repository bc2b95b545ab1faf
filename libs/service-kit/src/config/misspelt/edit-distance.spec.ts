import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { editDistance } from './edit-distance.ts';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['track', 'tracks', 1],
    ['vehicels', 'vehicles', 1],
    ['kitten', 'sitting', 3],
  ])('between %j and %j is %d', (a, b, letters) => {
    expect(editDistance(a, b)).toBe(letters);
  });

  it('is the same both ways, and no more than the longer name', () => {
    const name = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(name, name, (a, b) => {
        const letters = editDistance(a, b);
        expect(letters).toBe(editDistance(b, a));
        expect(letters).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

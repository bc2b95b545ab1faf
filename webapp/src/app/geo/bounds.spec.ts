import { describe, expect, it } from '@jest/globals';
import { boundsOf, isElsewhere } from './bounds';

describe('boundsOf', () => {
  it('fits places at both sides of the antimeridian by the short way', () => {
    const bounds = boundsOf([
      { lat: -16.8, lng: 179.9 },
      { lat: -16.7, lng: -179.81 },
    ]);

    expect(bounds).toEqual([
      expect.closeTo(179.898),
      expect.closeTo(-16.802),
      expect.closeTo(180.192),
      expect.closeTo(-16.698),
    ]);
  });
});

describe('isElsewhere', () => {
  it.each([
    ['a fleet in a region over the antimeridian', [-179.9, -17, -179.8, -16], false],
    ['a fleet that itself is over the antimeridian', [179.9, -17, 180.1, -16], false],
    ['a fleet far from it', [170, -17, 171, -16], true],
    ['a fleet at its latitude alone', [10, -17, 11, -16], true],
  ] as const)('tells where %s is', (_what, fleet, expected) => {
    expect(isElsewhere(fleet, [177, -20, 183, -15])).toBe(expected);
  });
});

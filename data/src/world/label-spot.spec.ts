import { describe, expect, it } from '@jest/globals';
import { isInside, type Ring } from '../base-map-geometry.ts';
import { labelSpot } from './label-spot.ts';

describe('labelSpot', () => {
  const horseshoe: Ring = [
    [0, 0],
    [10, 0],
    [10, 10],
    [7, 10],
    [7, 3],
    [3, 3],
    [3, 10],
    [0, 10],
    [0, 0],
  ];

  it('lies inside, also of an area whose middle is outside', () => {
    const spot = labelSpot([[horseshoe]]);

    expect(spot && isInside(spot.at, horseshoe)).toBe(true);
  });

  it('lies in the largest part', () => {
    const islet: Ring = horseshoe.map(([x, y]) => [100 + x / 10, y / 10]);

    expect(labelSpot([[islet], [horseshoe]])?.at[0]).toBeLessThan(10);
  });

  it('is nowhere in nothing', () => {
    expect(labelSpot([])).toBeUndefined();
    expect(labelSpot([[[[1, 1]]]])).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { directionMarks, markSpacing } from './direction-marks';

/** A way to the east, a piece for each two of the places. */
function eastward(...xs: readonly number[]) {
  return xs
    .slice(1)
    .map((x, index) => ({ from: { x: xs[index] ?? 0, y: 0.1 }, to: { x, y: 0.1 } }));
}

describe('directionMarks', () => {
  it('points where the way goes', () => {
    const [mark] = directionMarks(eastward(0.5, 2.5), 1);

    expect(mark?.along).toEqual({ x: 1, y: 0 });
  });

  it('has a mark for each square, however short the pieces are', () => {
    const short = Array.from({ length: 101 }, (_, index) => 0.05 + index / 10);

    expect(directionMarks(eastward(0.05, 10.05), 1)).toHaveLength(10);
    expect(directionMarks(eastward(...short), 1)).toHaveLength(10);
  });

  it('keeps its marks when the way grows and its beginning is forgotten', () => {
    const places = Array.from({ length: 101 }, (_, index) => 0.05 + index / 10);
    const xsOf = (xs: readonly number[]) =>
      directionMarks(eastward(...xs), 1).map(({ at }) => at.x.toFixed(6));

    const before = xsOf(places);

    expect(xsOf(places.slice(15))).toEqual(before.filter((x) => Number(x) > 2));
  });

  it('has none for a vehicle that stands', () => {
    expect(directionMarks(eastward(0.5, 0.5, 0.5), 1)).toEqual([]);
  });
});

describe('markSpacing', () => {
  it('is between about 100 and 200 pixels at any zoom', () => {
    for (let zoom = 5; zoom < 19; zoom += 0.3) {
      const worldSize = 512 * 2 ** zoom;
      const pixels = markSpacing(worldSize) * worldSize;

      expect(pixels).toBeGreaterThanOrEqual(96);
      expect(pixels).toBeLessThanOrEqual(192);
    }
  });
});

import { describe, expect, it } from '@jest/globals';
import {
  boxAround,
  clipRing,
  isInside,
  roundLine,
  signedArea,
  simplifyLine,
} from './base-map-geometry.ts';
import type { LngLat } from './read-streets.ts';

const square: readonly LngLat[] = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
  [0, 0],
];

describe('the geometry of the base map', () => {
  it('finds the box around lines, with a margin', () => {
    expect(boxAround([square, [[5, 1]]], 1)).toEqual([-1, -1, 6, 5]);
  });

  it('clips a ring to a box', () => {
    const clipped = clipRing(square, [2, 2, 10, 10]);

    expect(signedArea(clipped) / 2).toBe(4);
    expect(clipped.at(-1)).toEqual(clipped[0]);
  });

  it('leaves nothing of a ring outside the box', () => {
    expect(clipRing(square, [5, 5, 6, 6])).toEqual([]);
  });

  it('drops points that say nothing, and none that say something', () => {
    const line: LngLat[] = [
      [0, 0],
      [1, 0.001],
      [2, 0],
      [3, 1],
    ];

    expect(simplifyLine(line, 0.01)).toEqual([
      [0, 0],
      [2, 0],
      [3, 1],
    ]);
  });

  it('rounds, and drops what falls together', () => {
    expect(
      roundLine(
        [
          [0.123456, 1],
          [0.123457, 1],
          [0.2, 1],
        ],
        4,
      ),
    ).toEqual([
      [0.1235, 1],
      [0.2, 1],
    ]);
  });

  it('tells inside from outside', () => {
    expect(isInside([1, 1], square)).toBe(true);
    expect(isInside([5, 1], square)).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Polygon } from './base-map-contour.ts';
import { isInside, signedArea, type Ring } from './base-map-geometry.ts';
import { cutOut } from './base-map-land.ts';
import type { LngLat } from './read-streets.ts';

const square = (from: number, to: number): Ring => [
  [from, from],
  [to, from],
  [to, to],
  [from, to],
  [from, from],
];

const areaOf = (polygons: readonly Polygon[]): number =>
  polygons.flat().reduce((sum, ring) => sum + signedArea(ring) / 2, 0);

const covers = (polygons: readonly Polygon[], point: LngLat): boolean =>
  polygons.some((polygon) => polygon.filter((ring) => isInside(point, ring)).length % 2 === 1);

describe('cutting a region out of the coarse land', () => {
  const island: Polygon = [square(0, 10), square(1, 2).toReversed()];

  it('leaves all land around the region, and none in it', () => {
    const around = cutOut([island], [4, 4, 6, 6]);

    expect(areaOf(around)).toBeCloseTo(100 - 1 - 4);
    expect(covers(around, [5, 5])).toBe(false);
    for (const point of [
      [5, 3],
      [5, 7],
      [3, 5],
      [7, 5],
      [3, 3],
    ] as const) {
      expect(covers(around, point)).toBe(true);
    }
  });

  it('keeps a lake a lake', () => {
    expect(covers(cutOut([island], [4, 4, 6, 6]), [1.5, 1.5])).toBe(false);
  });

  it('leaves nothing of an island that lies in the region', () => {
    expect(cutOut([island], [-1, -1, 11, 11])).toEqual([]);
  });
});

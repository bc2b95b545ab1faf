import { describe, expect, it } from '@jest/globals';
import type { Polygon } from '../base-map-contour.ts';
import { isInside, type Ring } from '../base-map-geometry.ts';
import type { LngLat } from '../read-streets.ts';
import { seaWithin, shrink, wholeWorld } from './sea.ts';

const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

const covers = (polygons: readonly Polygon[], point: LngLat): boolean =>
  polygons.some((polygon) => polygon.filter((ring) => isInside(point, ring)).length % 2 === 1);

describe('seaWithin', () => {
  const island: Polygon = [box(0, 0, 10, 10), box(1, 1, 2, 2).toReversed()];

  it('covers all that is not land, inner seas too', () => {
    const sea = seaWithin(wholeWorld, [island]);

    expect(covers(sea, [-5, 5])).toBe(true);
    expect(covers(sea, [1.5, 1.5])).toBe(true);
    expect(covers(sea, [5, 5])).toBe(false);
  });

  it('leaves out the hole', () => {
    const sea = seaWithin(wholeWorld, [island], [8, 8, 20, 20]);

    expect(covers(sea, [15, 15])).toBe(false);
    expect(covers(sea, [15, 25])).toBe(true);
  });

  it('knows land beyond the antimeridian on both of its sides', () => {
    const sea = seaWithin(wholeWorld, [[box(175, -5, 185, 5)]]);

    expect(covers(sea, [178, 0])).toBe(false);
    expect(covers(sea, [-178, 0])).toBe(false);
    expect(covers(sea, [-174, 0])).toBe(true);
  });

  it('is whole where there is no land', () => {
    expect(seaWithin([0, 0, 1, 1], [])).toHaveLength(1);
  });

  it('overlaps the sea in a hole that was shrunk', () => {
    expect(shrink([0, 0, 10, 10], 1)).toEqual([1, 1, 9, 9]);
  });
});

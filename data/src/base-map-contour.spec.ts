import { describe, expect, it } from '@jest/globals';
import { contour } from './base-map-contour.ts';
import { isInside, signedArea } from './base-map-geometry.ts';
import { distanceToMarked, fillRing, makeRaster, withValues } from './base-map-raster.ts';

/** A field around a place, 100 cells of 50 m a side. */
const empty = makeRaster([-71.026, -30.0225, -70.974, -29.9775], 50);

/** Cells within `radius` of the middle are 1, those within `hole` of it 0 again. */
function aDisc(radius: number, hole = 0) {
  const values = empty.values.map((_, index) => {
    const [x, y] = [index % empty.columns, Math.floor(index / empty.columns)];
    const away = Math.hypot(x - empty.columns / 2, y - empty.rows / 2);
    return away <= radius && away >= hole ? 1 : 0;
  });
  return withValues(empty, values);
}

describe('contour', () => {
  it('draws one closed ring around a disc, counter-clockwise', () => {
    const [polygon, ...others] = contour(aDisc(20), 0.5, 0);

    expect(others).toEqual([]);
    expect(polygon).toHaveLength(1);
    const ring = polygon?.[0] ?? [];
    expect(ring.at(-1)).toEqual(ring[0]);
    expect(signedArea(ring)).toBeGreaterThan(0);
    expect(isInside([-71, -30], ring)).toBe(true);
  });

  it('cuts a hole out of a disc', () => {
    const polygons = contour(aDisc(30, 10), 0.5, 0);

    expect(polygons).toHaveLength(1);
    expect(polygons[0]?.map(signedArea).map(Math.sign)).toEqual([1, -1]);
  });

  it('closes rings at the border of the field', () => {
    const full = withValues(
      empty,
      empty.values.map(() => 1),
    );

    expect(contour(full, 0.5, 0)).toHaveLength(1);
  });

  it('leaves out what is smaller than asked for', () => {
    expect(contour(aDisc(3), 0.5, 100)).toEqual([]);
  });

  it('draws what was filled: the ring comes back', () => {
    const raster = withValues(empty, new Float32Array(empty.values.length));
    fillRing(raster, [
      [-71.01, -30.01],
      [-70.99, -30.01],
      [-70.99, -29.99],
      [-71.01, -29.99],
      [-71.01, -30.01],
    ]);

    const ring = contour(raster, 0.5, 0)[0]?.[0] ?? [];

    // Within a cell and a half of 50 m on each side.
    expect(Math.abs(signedArea(ring) / 2 - 0.02 * 0.02)).toBeLessThan(0.00006);
  });
});

describe('distanceToMarked', () => {
  it('is nothing at a mark and grows by the cell', () => {
    const raster = withValues(empty, new Float32Array(empty.values.length));
    raster.values[50 * empty.columns + 50] = 1;

    const distance = distanceToMarked(raster);

    expect(distance[50 * empty.columns + 50]).toBe(0);
    expect(distance[50 * empty.columns + 60]).toBe(500);
    expect(distance[40 * empty.columns + 50]).toBe(500);
  });
});

import type { Polygon } from '../base-map-contour.ts';
import type { Box } from '../base-map-geometry.ts';
import { readLandWithin, readWorldLand } from '../base-map-land.ts';
import type { City } from './cities.ts';
import { codeLine, type CodedLine } from './coded-lines.ts';
import { readBorders, readCountryLabels, type CountryLabel } from './countries.ts';
import { seaWithin, shrink, wholeWorld } from './sea.ts';

/** Units in a degree: a kilometre, at zooms where it is less than a pixel. */
const coarse = 100;
/** 11 m, near the streets. */
const fine = 10_000;
/** How far coarse sea reaches over finer one, in degrees. */
const overlap = { world: 0.02, region: 0.002 };

/** The world as the page loads it. */
export interface WorldFile {
  /** Polygons, and units in a degree; the finer one lies in a hole of the coarser. */
  readonly seas: readonly {
    readonly scale: number;
    readonly polygons: readonly (readonly CodedLine[])[];
  }[];
  readonly borders: { readonly scale: number; readonly lines: readonly CodedLine[] };
  readonly countries: readonly CountryLabel[];
}

/** The seas, finer within `region` and none within `ground`; borders and countries everywhere. */
export function writeWorld(region: Box, ground: Box, cities: readonly City[]): WorldFile {
  const far = seaWithin(wholeWorld, readWorldLand(), shrink(region, overlap.world));
  // Land that ended at the region's border would leave a moat there.
  const nearLand = readLandWithin(shrink(region, -overlap.world));
  const near = seaWithin(region, nearLand, shrink(ground, overlap.region));
  return {
    seas: [codeSea(far, coarse), codeSea(near, fine)],
    borders: {
      scale: coarse,
      lines: readBorders().map((line) => codeLine(line, coarse)),
    },
    countries: readCountryLabels(cities).map(({ at: [lng, lat], size, ...country }) => ({
      ...country,
      at: [Math.round(lng * coarse) / coarse, Math.round(lat * coarse) / coarse],
      size: Math.round(size * 10) / 10,
    })),
  };
}

function codeSea(polygons: readonly Polygon[], scale: number) {
  // A ring of fewer than four points has no area left.
  const rings = (polygon: Polygon) =>
    polygon.map((ring) => codeLine(ring, scale)).filter(({ length }) => length >= 8);
  return { scale, polygons: polygons.map(rings).filter(({ length }) => length > 0) };
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { FeatureCollection } from 'geojson';
import { feature } from 'topojson-client';
import { unwrapRing } from './base-map-antimeridian.ts';
import { clipRing, roundLine, signedArea, type Box, type Ring } from './base-map-geometry.ts';
import type { Polygon } from './base-map-contour.ts';

type Scale = '10m' | '50m';
type Topology = Parameters<typeof feature>[0];

/** Natural Earth's land (public domain) at 1:10 or 1:50 million, from the npm package world-atlas. */
function readLand(scale: Scale): readonly Polygon[] {
  const path = createRequire(import.meta.url).resolve(`world-atlas/land-${scale}.json`);
  // The package is pinned by the lockfile; its README names this shape: one collection, `land`.
  const topology = JSON.parse(readFileSync(path, 'utf8')) as Topology;
  const { features } = feature(topology, 'land') as unknown as FeatureCollection;
  return features.flatMap(({ geometry }) => {
    // GeoJSON's positions are number[]; these all have two numbers.
    if (geometry.type === 'Polygon') return [geometry.coordinates as unknown as Polygon];
    if (geometry.type === 'MultiPolygon') return geometry.coordinates as unknown as Polygon[];
    return [];
  });
}

/** The land of the whole world, for zooms where a kilometre is less than a pixel. */
export function readWorldLand(): Polygon[] {
  return readLand('50m')
    .map((polygon) =>
      polygon.map((ring) => roundLine(unwrapRing(ring), 2)).filter((ring) => ring.length > 3),
    )
    .filter((polygon) => polygon.length > 0);
}

/** The land within the box at the finest resolution that Natural Earth has. */
export function readLandWithin(box: Box): Polygon[] {
  return readLand('10m')
    .map((polygon) => polygon.map((ring) => roundLine(clipRing(ring, box), 4)).filter(hasArea))
    .filter((polygon) => polygon.length > 0);
}

function hasArea(ring: Ring): boolean {
  return ring.length > 3 && signedArea(ring) !== 0;
}

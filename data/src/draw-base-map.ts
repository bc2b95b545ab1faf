import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Feature, FeatureCollection, Position } from 'geojson';
import { boxAround, roundLine, type Box } from './base-map-geometry.ts';
import { drawGround } from './base-map-ground.ts';
import { readLandWithin } from './base-map-land.ts';
import { joinStreets, type MapStreet } from './base-map-streets.ts';
import type { Polygon } from './base-map-contour.ts';
import { readStreets, type LngLat } from './read-streets.ts';
import { readCities } from './world/cities.ts';
import { writeGazetteer } from './world/gazetteer.ts';
import { seaWithin, shrink } from './world/sea.ts';
import { writeWorld } from './world/write-world.ts';

/**
 * Draws the page's base map into webapp/public/base-map/: the streets and the settled ground of the
 * bundled region (OpenStreetMap, ODbL), the seas and borders of the world (Natural Earth, public domain)
 * and its places (GeoNames, CC BY 4.0).
 */
const folder = new URL('../../webapp/public/base-map/', import.meta.url);

/** Around the streets, in degrees: as far as one sees at the zooms where the coarse coast shows. */
const regionMargin = 4;
/** Where the streets themselves are fitted into a view. */
const streetMargin = 0.005;
/** What is left out along the border of the ground: 200 m. */
const borderMargin = 0.002;

const streets = readStreets();
const region = boxAround(
  streets.map(({ line }) => line),
  regionMargin,
);
const land = readLandWithin(region);
const ground = drawGround(
  streets,
  land.flatMap((polygon) => polygon.slice(0, 1)),
);

mkdirSync(folder, { recursive: true });
write('streets.json', collect(joinStreets(streets).map(streetFeature)));
// The outlines of the ground end at its border, give or take a cell: there would be a moat around it.
const box = shrink(ground.box, borderMargin);
const sea = seaWithin(box, ground.land);
write('ground.json', collect([area('sea', sea), area('settled', ground.settled)]));
const cities = readCities();
write('world.json', writeWorld(region, box, cities));
write('places.json', writeGazetteer(cities));
write('region.json', {
  bounds: roundBox(
    boxAround(
      streets.map(({ line }) => line),
      streetMargin,
    ),
  ),
});

function streetFeature({ line, name, ...street }: MapStreet): Feature {
  return {
    type: 'Feature',
    properties: {
      class: street.class,
      ...(name === null ? {} : { name: shorten(name) }),
      ...(street.oneway ? { oneway: true } : {}),
    },
    geometry: { type: 'LineString', coordinates: positions(roundLine(line, 5)) },
  };
}

/** As maps print it: more names find room. */
function shorten(name: string): string {
  return name
    .replace(/^Avenida /, 'Av. ')
    .replace(/^Pasaje /, 'Pje. ')
    .replace(/^Calle (?=\D)/, '');
}

function area(kind: string, polygons: readonly Polygon[]): Feature {
  const coordinates = polygons.map((polygon) => polygon.map(positions));
  return {
    type: 'Feature',
    properties: { kind },
    geometry: { type: 'MultiPolygon', coordinates },
  };
}

function roundBox(bounds: Box): number[] {
  return bounds.map((degrees) => Math.round(degrees * 1e4) / 1e4);
}

function positions(line: readonly LngLat[]): Position[] {
  return line.map((point) => [...point]);
}

function collect(features: Feature[]): FeatureCollection {
  return { type: 'FeatureCollection', features };
}

function write(name: string, content: unknown): void {
  const text = JSON.stringify(content);
  writeFileSync(new URL(name, folder), text);
  const kilobytes = Math.round(gzipSync(text).length / 1000);
  console.log(`${fileURLToPath(new URL(name, folder))}: ${kilobytes} kB gzipped`);
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Feature, FeatureCollection, Position } from 'geojson';
import { boxAround, roundLine, type Box } from './base-map-geometry.ts';
import { drawGround } from './base-map-ground.ts';
import { cutOut, readLandWithin, readWorldLand } from './base-map-land.ts';
import { joinStreets, type MapStreet } from './base-map-streets.ts';
import type { Polygon } from './base-map-contour.ts';
import { readStreets, type LngLat } from './read-streets.ts';

/**
 * Draws the page's base map into webapp/public/base-map/: the streets and the settled ground of the
 * bundled region (OpenStreetMap, ODbL) over the land of the world (Natural Earth, public domain).
 */
const folder = new URL('../../webapp/public/base-map/', import.meta.url);

/** Around the streets, in degrees: as far as one sees at the zooms where the coarse coast shows. */
const regionMargin = 4;
/** Where the streets themselves are fitted into a view. */
const streetMargin = 0.005;

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
write('ground.json', collect([area('land', ground.land), area('settled', ground.settled)]));
write(
  'land.json',
  collect([
    area('world', cutOut(readWorldLand(), region)),
    area('region', cutOut(land, ground.box)),
  ]),
);
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

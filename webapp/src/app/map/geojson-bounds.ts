import { OwnMapError } from './own-map-error';
import type { Bounds } from './region';

/**
 * The box around all that a GeoJSON document (RFC 7946) has.
 *
 * @throws OwnMapError where it is none, is not in degrees, or has nothing in it.
 */
export function boundsOfGeoJson(content: unknown): Bounds {
  const box = new Box();
  readObject(content, box);
  return box.bounds();
}

class Box {
  #west = Infinity;
  #south = Infinity;
  #east = -Infinity;
  #north = -Infinity;

  add(lng: number, lat: number): void {
    // Metres of a projection, a frequent mistake, are far outside.
    if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) throw new OwnMapError('not-geojson');
    this.#west = Math.min(this.#west, lng);
    this.#south = Math.min(this.#south, lat);
    this.#east = Math.max(this.#east, lng);
    this.#north = Math.max(this.#north, lat);
  }

  bounds(): Bounds {
    if (this.#west > this.#east) throw new OwnMapError('empty');
    return [this.#west, this.#south, this.#east, this.#north];
  }
}

/** How deep the positions of a geometry lie. */
const depths: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

function readObject(value: unknown, box: Box): void {
  const { type, features, geometry, geometries, coordinates } = asObject(value);
  if (type === 'FeatureCollection')
    for (const feature of asArray(features)) readObject(feature, box);
  else if (type === 'GeometryCollection')
    for (const part of asArray(geometries)) readObject(part, box);
  else if (type === 'Feature') {
    // A feature without a place is valid.
    if (geometry !== null) readObject(geometry, box);
  } else {
    const depth = typeof type === 'string' ? depths[type] : undefined;
    if (depth === undefined) throw new OwnMapError('not-geojson');
    readPositions(coordinates, depth, box);
  }
}

function readPositions(value: unknown, depth: number, box: Box): void {
  const list = asArray(value);
  if (depth > 0) for (const item of list) readPositions(item, depth - 1, box);
  else {
    const [lng, lat] = list;
    if (typeof lng !== 'number' || typeof lat !== 'number') throw new OwnMapError('not-geojson');
    box.add(lng, lat);
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new OwnMapError('not-geojson');
  return value as Readonly<Record<string, unknown>>;
}

function asArray(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new OwnMapError('not-geojson');
  return value;
}

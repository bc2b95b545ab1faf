import type { Feature, Geometry } from 'geojson';
import { PlaceBox, type Bounds } from '../../../../geo/place-box';
import { OwnMapError } from '../own-map-error';
import { foreignCrs, foreignFormat } from './foreign-format';
import { readJson } from './json-text';
import { readProperties } from './map-properties';
import { drawnGeometries, membersOf, readGeometry, type OddFeature } from './read-geometry';
import type { Position } from './unwrap';

/** Features of a file that cannot be drawn, or only in part. */
export interface LeftOut {
  readonly count: number;
  /** How many features the file has. */
  readonly of: number;
  /** The place of the first of them in the file, from 1. */
  readonly first: number;
  readonly why: OddFeature;
}

/** A map as it is drawn, whatever the file was like. */
export interface ReadMap {
  readonly features: readonly Feature[];
  readonly bounds: Bounds;
  readonly attribution: string;
  readonly leftOut: LeftOut | undefined;
}

/**
 * Reads a map from the text of a GeoJSON file (RFC 7946). What is odd in it is left out and counted.
 *
 * @throws OwnMapError where it is something else, or nothing of it can be drawn.
 */
export function readMap(text: string): ReadMap {
  const json = readJson(text);
  if (!json) throw new OwnMapError('not-json');
  const { content, broken } = json;
  const foreign = foreignFormat(content);
  if (foreign) throw new OwnMapError(foreign);
  const reader = new MapReader();
  for (const feature of featuresIn(content)) reader.add(feature);
  for (let count = 0; count < broken; count++) reader.leaveOut('broken');
  const crs = foreignCrs(content);
  if (crs !== undefined && reader.hasMetres) throw new OwnMapError('other-crs', { detail: crs });
  const { attribution } = membersOf(content);
  return reader.finish(typeof attribution === 'string' ? attribution : '');
}

/** Every feature of a document: of a collection, of collections in it, of a bare list, or itself. */
function* featuresIn(content: unknown): Generator {
  if (!isCollection(content)) {
    if (!isFeature(content)) throw new OwnMapError('not-geojson');
    yield content;
    return;
  }
  const waiting: unknown[] = [content];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (isCollection(next)) {
      const list = Array.isArray(next) ? next : membersOf(next)['features'];
      if (!Array.isArray(list)) throw new OwnMapError('not-geojson');
      for (const item of list.toReversed()) waiting.push(item);
    } else yield next;
  }
}

function isCollection(value: unknown): boolean {
  return Array.isArray(value) || membersOf(value)['type'] === 'FeatureCollection';
}

const geometryTypes = /^(?:Multi)?(?:Point|LineString|Polygon)$|^GeometryCollection$/;

function isFeature(value: unknown): boolean {
  const { type, geometry } = membersOf(value);
  return type === 'Feature' || geometry !== undefined || geometryTypes.test(String(type));
}

/** Collects what can be drawn, and counts what cannot. */
class MapReader {
  readonly #features: Feature[] = [];
  readonly #box = new PlaceBox();
  #read = 0;
  #leftOut: LeftOut | undefined;
  /** Whether a coordinate is no number of degrees. */
  hasMetres = false;

  add(value: unknown): void {
    const members = membersOf(value);
    const isBare = geometryTypes.test(String(members['type']));
    const geometry = isBare ? value : members['geometry'];
    if (geometry === undefined || geometry === null) {
      this.leaveOut(isFeature(value) ? 'no-place' : 'unknown-type');
      return;
    }
    const found = readGeometry(geometry);
    if (found.odd) this.leaveOut(found.odd);
    else this.#read++;
    const { properties, isReversed } = readProperties(members['properties']);
    if (isReversed) for (const line of found.lines) line.reverse();
    for (const drawn of drawnGeometries(found)) {
      this.#addToBox(drawn);
      this.#features.push({ type: 'Feature', properties, geometry: drawn });
    }
  }

  leaveOut(why: OddFeature): void {
    this.#read++;
    if (why === 'not-degrees') this.hasMetres = true;
    this.#leftOut ??= { count: 0, of: 0, first: this.#read, why };
    this.#leftOut = { ...this.#leftOut, count: this.#leftOut.count + 1 };
  }

  finish(attribution: string): ReadMap {
    const bounds = this.#box.bounds();
    if (!bounds) throw new OwnMapError(this.hasMetres ? 'not-degrees' : 'empty');
    const leftOut = this.#leftOut && { ...this.#leftOut, of: this.#read };
    return { features: this.#features, bounds, attribution, leftOut };
  }

  #addToBox(geometry: Geometry): void {
    if (geometry.type === 'MultiPoint') {
      for (const [lng = 0, lat = 0] of geometry.coordinates) this.#box.add(lng, lat);
    } else if (geometry.type === 'MultiLineString') {
      for (const line of geometry.coordinates) this.#addSpan(line as Position[]);
    } else if (geometry.type === 'MultiPolygon') {
      for (const [outline = []] of geometry.coordinates) this.#addSpan(outline as Position[]);
    }
  }

  #addSpan(line: readonly Position[]): void {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [lng, lat] of line) {
      west = Math.min(west, lng);
      east = Math.max(east, lng);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
    const shift = west < -180 ? 360 : 0;
    this.#box.add(west + shift, south, east + shift);
    this.#box.add(west + shift, north, east + shift);
  }
}

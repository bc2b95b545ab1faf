import type { Geometry } from 'geojson';
import { wrapLng } from '../../../../geo/place-box';
import { unwrapLine, unwrapPolygon, type Position } from './unwrap';

/** Why a feature, or a part of it, cannot be drawn. */
export type OddFeature =
  'broken' | 'no-place' | 'unknown-type' | 'no-coordinates' | 'bad-coordinates' | 'not-degrees';

/** A longitude farther than this is no number of degrees: ten times around the world. */
const farthestLng = 3_600;

/** What could be read of a geometry, and the first thing that could not. */
export interface ReadGeometry {
  readonly points: Position[];
  readonly lines: Position[][];
  readonly polygons: Position[][][];
  odd: OddFeature | undefined;
}

/**
 * Reads a geometry (RFC 7946, 3.1) of any kind, collections in collections too. Of coordinates the
 * first two count; longitudes are taken modulo 360. A part that is odd is left out.
 */
export function readGeometry(value: unknown): ReadGeometry {
  const found: ReadGeometry = { points: [], lines: [], polygons: [], odd: undefined };
  // Not by recursion: nobody knows how deep an unknown file goes.
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const { type, geometries, coordinates } = membersOf(waiting.pop());
    if (type === 'GeometryCollection') {
      const parts: readonly unknown[] = Array.isArray(geometries) ? geometries : [];
      if (parts.length === 0) found.odd ??= 'no-coordinates';
      for (const part of parts.toReversed()) waiting.push(part);
    } else {
      const odd = readParts(type, coordinates, found);
      found.odd ??= odd;
    }
  }
  return found;
}

/** What was read as GeoJSON's own geometries: one for each kind that is there. */
export function drawnGeometries({ points, lines, polygons }: ReadGeometry): Geometry[] {
  const drawn: Geometry[] = [];
  if (points.length > 0) drawn.push({ type: 'MultiPoint', coordinates: points });
  if (lines.length > 0) drawn.push({ type: 'MultiLineString', coordinates: lines });
  if (polygons.length > 0) drawn.push({ type: 'MultiPolygon', coordinates: polygons });
  return drawn;
}

/** The members of a JSON object; none where it is something else. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Readonly<Record<string, unknown>>) : {};
}

function readParts(
  type: unknown,
  coordinates: unknown,
  found: ReadGeometry,
): OddFeature | undefined {
  switch (type) {
    case 'Point':
      return readPoint(coordinates, found);
    case 'MultiPoint':
      return forEach(coordinates, (item) => readPoint(item, found));
    case 'LineString':
      return readLine(coordinates, found);
    case 'MultiLineString':
      return forEach(coordinates, (item) => readLine(item, found));
    case 'Polygon':
      return readPolygon(coordinates, found);
    case 'MultiPolygon':
      return forEach(coordinates, (item) => readPolygon(item, found));
    default:
      return 'unknown-type';
  }
}

/** The first thing that is odd; all others are read all the same. */
function forEach(
  list: unknown,
  read: (item: unknown) => OddFeature | undefined,
): OddFeature | undefined {
  if (!Array.isArray(list) || list.length === 0) return 'no-coordinates';
  let odd: OddFeature | undefined;
  for (const item of list) {
    const oddItem = read(item);
    odd ??= oddItem;
  }
  return odd;
}

function readPoint(value: unknown, found: ReadGeometry): OddFeature | undefined {
  const position = readPosition(value);
  if (typeof position === 'string') return position;
  found.points.push([wrapLng(position[0]), position[1]]);
  return undefined;
}

function readLine(value: unknown, found: ReadGeometry): OddFeature | undefined {
  const line = readPositions(value, 2);
  if (typeof line === 'string') return line;
  found.lines.push(...unwrapLine(line));
  return undefined;
}

function readPolygon(value: unknown, found: ReadGeometry): OddFeature | undefined {
  const rings: Position[][] = [];
  let hasOutline: boolean | undefined;
  const odd = forEach(value, (item) => {
    const ring = readPositions(item, 3);
    hasOutline ??= typeof ring !== 'string';
    if (typeof ring === 'string') return ring;
    rings.push(ring);
    return undefined;
  });
  // Without its outline a hole would be land.
  if (hasOutline === true) found.polygons.push(unwrapPolygon(rings));
  return odd;
}

function readPositions(value: unknown, least: number): Position[] | OddFeature {
  if (!Array.isArray(value) || value.length === 0) return 'no-coordinates';
  if (value.length < least) return 'bad-coordinates';
  const positions: Position[] = [];
  for (const item of value) {
    const position = readPosition(item);
    if (typeof position === 'string') return position;
    positions.push(position);
  }
  return positions;
}

function readPosition(value: unknown): Position | OddFeature {
  if (!Array.isArray(value) || value.length === 0) return 'no-coordinates';
  // JSON gives lists of anything.
  const [lng, lat] = value as unknown[];
  if (!Number.isFinite(lng) || !Number.isFinite(lat)) return 'bad-coordinates';
  const position = [lng, lat] as Position;
  const isDegrees = Math.abs(position[1]) <= 90 && Math.abs(position[0]) <= farthestLng;
  return isDegrees ? position : 'not-degrees';
}

import type { GeoJSONVTFeature } from '@maplibre/geojson-vt';

/** Units along each side of a tile: those that MapLibre takes for GeoJSON of its own. */
export const tileExtent = 8_192;

/** Where Mercator's square ends. */
const farthestLatitude = 85.05;

/** Zoom, column and row of a tile. */
export type TilePlace = readonly [z: number, x: number, y: number];

/** The tile of a zoom that holds a place; `undefined` where that is none, or too near to a pole. */
export function tileAt(lng: number, lat: number, z: number): TilePlace | undefined {
  if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= farthestLatitude)) return undefined;
  const { x, y } = toWorld(lng, lat);
  const side = 2 ** z;
  return [z, Math.min(Math.floor(x * side), side - 1), Math.min(Math.floor(y * side), side - 1)];
}

/** What a tile covers, in degrees. */
export function tileBox([z, x, y]: TilePlace): readonly [number, number, number, number] {
  const side = 2 ** z;
  const lat = (row: number) =>
    (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / side))) * 180) / Math.PI;
  return [(x / side) * 360 - 180, lat(y + 1), ((x + 1) / side) * 360 - 180, lat(y)];
}

/** A point of a vector tile. */
export function pointFeature(
  { lng, lat }: { readonly lng: number; readonly lat: number },
  [z, x, y]: TilePlace,
  tags: Record<string, string | number>,
): GeoJSONVTFeature {
  const world = toWorld(lng, lat);
  const inTile = (part: number, at: number) => Math.round((part * 2 ** z - at) * tileExtent);
  return { type: 1, tags, geometry: [[inTile(world.x, x), inTile(world.y, y)]] };
}

/** The part of the world's width and height in Mercator's projection, from 0 in the north-west to 1. */
function toWorld(lng: number, lat: number): { readonly x: number; readonly y: number } {
  const sine = Math.sin((lat * Math.PI) / 180);
  return { x: lng / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

import type { GeoJSONVTFeature } from '@maplibre/geojson-vt';

/** Units along each side of a tile: those that MapLibre takes for GeoJSON of its own. */
export const tileExtent = 8_192;

/** Zoom, column and row of a tile. */
export type TilePlace = readonly [z: number, x: number, y: number];

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
  const sine = Math.sin((lat * Math.PI) / 180);
  const worldX = lng / 360 + 0.5;
  const worldY = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  const inTile = (world: number, at: number) => Math.round((world * 2 ** z - at) * tileExtent);
  return { type: 1, tags, geometry: [[inTile(worldX, x), inTile(worldY, y)]] };
}

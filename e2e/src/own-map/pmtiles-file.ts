import { varint } from './vector-tile.ts';

/** What a PMTiles file holds: one tile, and all around it nothing. */
export interface OneTile {
  /** 1 vector tiles, 2 PNG. */
  readonly type: number;
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
  readonly content: Buffer;
  readonly metadata: object;
  /** What it says of how many tiles it has; 0 is "unknown". */
  readonly tiles?: number;
}

/**
 * Writes a PMTiles file of version 3, nothing in it compressed
 * (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md).
 */
export function pmtilesFile({ type, zoom, x, y, content, metadata, tiles = 1 }: OneTile): Buffer {
  const id = tileId(zoom, x, y);
  // One entry: its id, for how many tiles it stands, its length, and its offset and one.
  const directory = Buffer.concat([1, id, 1, content.length, 1].map(varint));
  const json = Buffer.from(JSON.stringify(metadata));
  const header = Buffer.alloc(127);
  header.write('PMTiles');
  header.writeUInt8(3, 7);
  const parts = [directory, json, Buffer.alloc(0), content];
  let offset = header.length;
  parts.forEach((part, index) => {
    header.writeBigUInt64LE(BigInt(offset), 8 + 16 * index);
    header.writeBigUInt64LE(BigInt(part.length), 16 + 16 * index);
    offset += part.length;
  });
  for (const at of [72, 80, 88]) header.writeBigUInt64LE(BigInt(tiles), at);
  const uncompressed = 1;
  header.set([1, uncompressed, uncompressed, type, zoom, zoom], 96);
  const [west, south, east, north] = boundsOfTile(zoom, x, y);
  [west, south, east, north].forEach((degrees, index) => {
    header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * index);
  });
  header.writeUInt8(zoom, 118);
  header.writeInt32LE(Math.round(((west + east) / 2) * 1e7), 119);
  header.writeInt32LE(Math.round(((south + north) / 2) * 1e7), 123);
  return Buffer.concat([header, ...parts]);
}

/** West, south, east, north in degrees. */
function boundsOfTile(zoom: number, x: number, y: number): [number, number, number, number] {
  const tiles = 2 ** zoom;
  const lng = (column: number) => (column / tiles) * 360 - 180;
  const lat = (row: number) =>
    (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / tiles))) * 180) / Math.PI;
  return [lng(x), lat(y + 1), lng(x + 1), lat(y)];
}

/** Where a tile stands on the Hilbert curves through all tiles of all zooms. */
function tileId(zoom: number, x: number, y: number): number {
  let id = (4 ** zoom - 1) / 3;
  let [column, row] = [x, y];
  for (let side = 2 ** (zoom - 1); side >= 1; side /= 2) {
    const right = Math.floor(column / side) % 2;
    const down = Math.floor(row / side) % 2;
    id += side * side * ((3 * right) ^ down);
    if (down === 0) {
      if (right === 1) [column, row] = [side - 1 - (column % side), side - 1 - (row % side)];
      [column, row] = [row, column];
    }
  }
  return id;
}

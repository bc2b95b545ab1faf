/** A line in a tile, from corner to corner in units of a 4096th of its side. */
export interface TileLine {
  readonly properties: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/**
 * Writes a vector tile with one layer of lines, as version 2.1 of the specification has it
 * (https://github.com/mapbox/vector-tile-spec/tree/master/2.1).
 */
export function vectorTile(layer: string, lines: readonly TileLine[]): Buffer {
  const keys = [...new Set(lines.flatMap(({ properties }) => Object.keys(properties)))];
  const values = [...new Set(lines.flatMap(({ properties }) => Object.values(properties)))];
  const features = lines.map(({ properties, points }) => {
    const tags = Object.entries(properties).flatMap(([key, value]) => [
      keys.indexOf(key),
      values.indexOf(value),
    ]);
    const isLine = 2;
    return bytes(2, [
      bytes(2, tags.map(varint)),
      number(3, isLine),
      bytes(4, geometry(points).map(varint)),
    ]);
  });
  const content = [
    number(15, 2),
    bytes(1, [Buffer.from(layer)]),
    ...features,
    ...keys.map((key) => bytes(3, [Buffer.from(key)])),
    ...values.map((value) => bytes(4, [bytes(1, [Buffer.from(value)])])),
    number(5, 4096),
  ];
  return bytes(3, content);
}

/** One command to move, one to draw, and the steps from point to point, signs in the lowest bit. */
function geometry(points: TileLine['points']): number[] {
  const moveTo = 1 | (1 << 3);
  const lineTo = 2 | ((points.length - 1) << 3);
  let [x, y] = [0, 0];
  const steps = points.map(([toX, toY]) => {
    const step = [zigzag(toX - x), zigzag(toY - y)];
    [x, y] = [toX, toY];
    return step;
  });
  return [moveTo, ...(steps[0] ?? []), lineTo, ...steps.slice(1).flat()];
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

/** A number in groups of seven bits, the lowest first; the eighth says that more follow. */
export function varint(value: number): Buffer {
  const groups: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    groups.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Buffer.from([...groups, rest]);
}

function number(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

function bytes(field: number, parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([varint((field << 3) | 2), varint(content.length), content]);
}

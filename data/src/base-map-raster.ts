import { isInside, type Box, type Ring } from './base-map-geometry.ts';
import type { LngLat } from './read-streets.ts';

/** Metres in a degree of latitude on a sphere of the Earth's mean radius. */
const metresPerDegree = 111_195;

/** A field of numbers over a box of the Earth, in square cells. */
export interface Raster {
  readonly columns: number;
  readonly rows: number;
  readonly cellMetres: number;
  readonly values: Float32Array;
  /** The middle of the cell, counted from the south-west corner; fractions lie between middles. */
  toLngLat(column: number, row: number): LngLat;
  /** The cell that holds the point, as fractions. */
  toCell(point: LngLat): readonly [column: number, row: number];
}

/** An empty field over the box. */
export function makeRaster(box: Box, cellMetres: number): Raster {
  const [west, south, east, north] = box;
  const latStep = cellMetres / metresPerDegree;
  const lngStep = latStep / Math.cos((((south + north) / 2) * Math.PI) / 180);
  const columns = Math.ceil((east - west) / lngStep);
  const rows = Math.ceil((north - south) / latStep);
  return {
    columns,
    rows,
    cellMetres,
    values: new Float32Array(columns * rows),
    toLngLat: (column, row) => [west + (column + 0.5) * lngStep, south + (row + 0.5) * latStep],
    toCell: ([lng, lat]) => [(lng - west) / lngStep - 0.5, (lat - south) / latStep - 0.5],
  };
}

/** The same cells with other values. */
export function withValues(raster: Raster, values: Float32Array): Raster {
  return { ...raster, values };
}

/** Adds to each cell the metres of line that lie in it. */
export function addLine(raster: Raster, line: readonly LngLat[]): void {
  let previous: readonly [number, number] | undefined;
  for (const point of line) {
    const cell = raster.toCell(point);
    if (previous) addSegment(raster, previous, cell);
    previous = cell;
  }
}

function addSegment(raster: Raster, a: readonly number[], b: readonly number[]): void {
  const [ax = 0, ay = 0, bx = 0, by = 0] = [...a, ...b];
  const cells = Math.hypot(bx - ax, by - ay);
  const steps = Math.max(1, Math.ceil(cells * 4));
  for (let step = 0; step < steps; step++) {
    const t = (step + 0.5) / steps;
    const index = Math.round(ay + t * (by - ay)) * raster.columns + Math.round(ax + t * (bx - ax));
    raster.values[index] = (raster.values[index] ?? 0) + (cells / steps) * raster.cellMetres;
  }
}

/** Sets to 1 every cell whose middle lies in the ring. */
export function fillRing(raster: Raster, ring: Ring): void {
  for (let row = 0; row < raster.rows; row++) {
    for (let column = 0; column < raster.columns; column++) {
      if (isInside(raster.toLngLat(column, row), ring)) {
        raster.values[row * raster.columns + column] = 1;
      }
    }
  }
}

/** How far each cell is from the nearest one that is not 0, in metres (chamfer, 4 % too far at most). */
export function distanceToMarked(raster: Raster): Float32Array {
  const { columns, rows, cellMetres } = raster;
  const distance = Float32Array.from(raster.values, (value) => (value > 0 ? 0 : Infinity));
  const relax = (column: number, row: number, side: 1 | -1) => {
    const at = row * columns + column;
    const from = (dx: number, dy: number, cost: number) => {
      const [x, y] = [column + dx, row + dy];
      if (x < 0 || y < 0 || x >= columns || y >= rows) return;
      const through = (distance[y * columns + x] ?? Infinity) + cost * cellMetres;
      if (through < (distance[at] ?? 0)) distance[at] = through;
    };
    from(-side, 0, 1);
    from(0, -side, 1);
    from(-side, -side, Math.SQRT2);
    from(side, -side, Math.SQRT2);
  };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) relax(column, row, 1);
  }
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) relax(column, row, -1);
  }
  return distance;
}

/** Three passes of a box blur, which is close to a Gaussian. */
export function blur(raster: Raster, radiusCells: number): Float32Array {
  const { columns, rows } = raster;
  let values = raster.values;
  for (let pass = 0; pass < 3; pass++) {
    values = blurLines(values, { lines: rows, length: columns, step: 1, radiusCells });
    values = blurLines(values, { lines: columns, length: rows, step: columns, radiusCells });
  }
  return values;
}

interface BlurPass {
  readonly lines: number;
  readonly length: number;
  /** How far apart neighbours of a line lie in the array. */
  readonly step: number;
  readonly radiusCells: number;
}

function blurLines(values: Float32Array, pass: BlurPass): Float32Array {
  const { lines, length, step, radiusCells } = pass;
  const blurred = new Float32Array(values.length);
  const lineStep = step === 1 ? length : 1;
  for (let line = 0; line < lines; line++) {
    const at = (position: number) =>
      values[line * lineStep + Math.min(length - 1, Math.max(0, position)) * step] ?? 0;
    let sum = 0;
    for (let position = -radiusCells; position <= radiusCells; position++) sum += at(position);
    for (let position = 0; position < length; position++) {
      blurred[line * lineStep + position * step] = sum / (2 * radiusCells + 1);
      sum += at(position + radiusCells + 1) - at(position - radiusCells);
    }
  }
  return blurred;
}

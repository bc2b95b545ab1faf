import { isInside, signedArea, type Ring } from './base-map-geometry.ts';
import type { Raster } from './base-map-raster.ts';
import type { LngLat } from './read-streets.ts';

/** An outer ring, then its holes. */
export type Polygon = readonly Ring[];

/**
 * The outlines of where the field is above `level` (marching squares). Rings around fewer than
 * `leastCells` cells are left out, islands and holes alike.
 */
export function contour(raster: Raster, level: number, leastCells: number): Polygon[] {
  const rings = traceRings(raster, level).filter(
    (ring) => Math.abs(signedArea(ring)) / 2 >= leastCells,
  );
  const polygons = rings.filter((ring) => signedArea(ring) > 0).map((ring) => [ring]);
  for (const hole of rings.filter((ring) => signedArea(ring) < 0)) {
    const holders = polygons.filter(([outer]) => hole[0] && outer && isInside(hole[0], outer));
    holders.sort(([a = []], [b = []]) => signedArea(a) - signedArea(b));
    holders[0]?.push(hole);
  }
  return polygons.map((polygon) =>
    polygon.map((ring) => ring.map(([column, row]) => raster.toLngLat(column, row))),
  );
}

/** A piece of outline through one cell: where it comes in, and the cell side it leaves by. */
interface Step {
  readonly point: LngLat;
  readonly leavesBy: string;
}

/** Rings in cell coordinates, what is above the level on their left. */
function traceRings(raster: Raster, level: number): Ring[] {
  const steps = new Map<string, Step>();
  for (let row = -1; row < raster.rows; row++) {
    for (let column = -1; column < raster.columns; column++) {
      addSteps(steps, cellAt(raster, level, [column, row]));
    }
  }
  const rings: Ring[] = [];
  for (const start of steps.keys()) {
    const ring: LngLat[] = [];
    let side = start;
    for (let step = steps.get(side); step; step = steps.get(side)) {
      steps.delete(side);
      ring.push(step.point);
      side = step.leavesBy;
    }
    const first = ring[0];
    if (first) rings.push([...ring, first]);
  }
  return rings;
}

/** A corner of a cell, and how high the field stands above the level there. */
interface Corner {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** Four corners from the south-west one, counter-clockwise. Outside the field nothing is high. */
function cellAt(raster: Raster, level: number, [column, row]: LngLat): Corner[] {
  const offsets = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ] as const;
  return offsets.map(([dx, dy]) => {
    const [x, y] = [column + dx, row + dy];
    const isOutside = x < 0 || y < 0 || x >= raster.columns || y >= raster.rows;
    const value = isOutside ? 0 : (raster.values[y * raster.columns + x] ?? 0);
    return { x, y, height: value - level };
  });
}

function addSteps(steps: Map<string, Step>, corners: readonly Corner[]): void {
  const sides = corners.map((from, index) => ({ from, to: corners[(index + 1) % 4] ?? from }));
  const goingDown = sides.filter(({ from, to }) => from.height > 0 && to.height <= 0);
  const goingUp = sides.filter(({ from, to }) => from.height <= 0 && to.height > 0);
  goingDown.forEach((side, index) => {
    const exit = goingUp[index];
    if (exit) steps.set(nameOf(side), { point: crossing(side), leavesBy: nameOf(exit) });
  });
}

interface Side {
  readonly from: Corner;
  readonly to: Corner;
}

/** The same name for both cells that share the side. */
function nameOf({ from, to }: Side): string {
  return `${from.x + to.x},${from.y + to.y}`;
}

function crossing({ from, to }: Side): LngLat {
  const t = from.height / (from.height - to.height);
  return [from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)];
}

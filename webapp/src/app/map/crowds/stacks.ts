import type { Glides } from '../glides/glides';
import { closestZoom } from '../engine/closest-zoom';
import { toWorld, type Camera, type MercatorPoint } from '../../geo/mercator';
import { cellsAcross, joinClose, keyOf, type Cluster, type VehiclesInSight } from './clusters';

/**
 * Symbols nearer than this hide each other, in pixels: at the closest zoom 1.1 m at the equator, so
 * that vehicles side by side are told apart there and those on one spot are not.
 */
const stackPixels = 12;
/** Room for a number in pixels. */
const leastApart = { x: 30, y: 24 };
/** More numbers at once hide the map. */
const mostStacks = 200;

interface Stack {
  readonly x: number;
  readonly y: number;
  readonly rows: number[];
}

/**
 * Finds symbols that lie on each other: those near the first of them in the order of `indexes`, which
 * point into `vehicles`; `rowAt` says which row of the fleet an index is.
 */
export function findStacks(
  vehicles: VehiclesInSight,
  indexes: Uint32Array,
  rowAt: (index: number) => number,
): readonly Cluster[] {
  const { xs, ys, camera } = vehicles;
  const grid = new Map<number, Stack[]>();
  for (const index of indexes) {
    const [x, y] = [xs[index] ?? 0, ys[index] ?? 0];
    const known = findNear(grid, x, y);
    if (known) known.rows.push(rowAt(index));
    else {
      const cell = cellOf(x, y);
      const stack = { x, y, rows: [rowAt(index)] };
      const others = grid.get(cell);
      if (others) others.push(stack);
      else grid.set(cell, [stack]);
    }
  }
  return joinStacks([...grid.values()].flat(), camera);
}

function joinStacks(stacks: readonly Stack[], camera: Camera): readonly Cluster[] {
  const clusters = stacks
    .filter(({ rows }) => rows.length > 1)
    .sort((a, b) => b.rows.length - a.rows.length)
    .slice(0, mostStacks)
    .map(({ x, y, rows }) => ({
      keys: [],
      rows,
      count: rows.length,
      middle: toWorld({ x, y }, camera),
    }));
  return joinClose(clusters, camera, leastApart);
}

/** Far more than a screen is wide: numbers of columns do not meet. */
const cellsInRow = 1 << 16;

function cellOf(x: number, y: number): number {
  return Math.floor(y / stackPixels) * cellsInRow + Math.floor(x / stackPixels);
}

function findNear(grid: ReadonlyMap<number, Stack[]>, x: number, y: number): Stack | undefined {
  for (const down of [0, -stackPixels, stackPixels]) {
    for (const right of [0, -stackPixels, stackPixels]) {
      const near = grid
        .get(cellOf(x + right, y + down))
        ?.find((stack) => Math.hypot(stack.x - x, stack.y - y) < stackPixels);
      if (near) return near;
    }
  }
  return undefined;
}

/** The fleet at one moment, through a camera. */
export interface CrowdFrame {
  readonly glides: Glides;
  readonly camera: Camera;
  readonly now: number;
  /** A 1 for each row that is shown; all are where it is not given. */
  readonly listed?: Uint8Array | undefined;
}

/** The rows of the vehicles that a number counts. */
export function rowsOf(cluster: Cluster, { glides, now, listed }: CrowdFrame): readonly number[] {
  if (cluster.rows.length > 0) return cluster.rows;
  const rows = Array.from({ length: glides.count }, (_, row) => row);
  return rows.filter((row) => {
    if (listed && listed[row] !== 1) return false;
    const pose = glides.poseAt(row, now);
    return pose && isInCells(cluster, pose);
  });
}

/** Whether some of its vehicles are seen apart at the closest zoom, and it is not that close yet. */
export function canSeparate(cluster: Cluster, frame: CrowdFrame): boolean {
  const { glides, camera, now } = frame;
  const worldSize = 512 * 2 ** closestZoom;
  if (camera.worldSize > 0.99 * worldSize) return false;
  const [first, ...others] = rowsOf(cluster, frame).map((row) => glides.poseAt(row, now));
  return others.some((other) => {
    const [x, y] = [(other?.x ?? 0) - (first?.x ?? 0), (other?.y ?? 0) - (first?.y ?? 0)];
    return Math.hypot(x - Math.round(x), y) * worldSize >= stackPixels;
  });
}

/** Whether a place lies in one of the cluster's cells. */
function isInCells({ keys }: Cluster, { x, y }: MercatorPoint): boolean {
  return keys.some((key) => {
    const level = Number.parseInt(key, 10);
    const cells = cellsAcross(level);
    return key === keyOf(level, Math.floor(x * cells), Math.floor(y * cells));
  });
}

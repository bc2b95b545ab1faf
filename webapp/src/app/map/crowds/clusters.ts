import { toWorld, zoomOf, type Camera, type MercatorPoint } from '../../geo/mercator';

/** Many vehicles close together: told by their number. */
export interface Cluster {
  /** The cells of the world that it lies in, of a crowd that is drawn as dots. */
  readonly keys: readonly string[];
  /** The rows of symbols that lie on each other; none of a crowd. */
  readonly rows: readonly number[];
  readonly count: number;
  /** The middle of its vehicles. */
  readonly middle: MercatorPoint;
}

/** Everybody in sight: places in CSS pixels, up to `margin` outside the camera's picture. */
export interface VehiclesInSight {
  readonly xs: Float32Array;
  readonly ys: Float32Array;
  readonly count: number;
  readonly camera: Camera;
  readonly margin: number;
}

/** Cells are about so many pixels wide, and halve with each zoom. */
const cellPixels = 128;
/** So many vehicles in a cell leave no room for symbols that one can tell apart… */
const leastCrowd = 24;
/** …and one that has been a crowd stays one a little longer, so that nothing flickers. */
const leastCrowdStill = 16;
/** From this zoom on each vehicle is shown, in the densest depot too: one cannot go much closer. */
const noClustersFromZoom = 17;
/** Two numbers closer than this, in pixels, would lie over each other. */
const leastApart = { x: 64, y: 36 };

/**
 * Finds the crowds. The cells are those of the world, not of the screen: they stay where they are
 * while the map is moved. `isCrowded` has a 1 for each vehicle that belongs to a crowd.
 */
export function findClusters(
  vehicles: VehiclesInSight,
  before: readonly Cluster[],
): { readonly clusters: readonly Cluster[]; readonly isCrowded: Uint8Array } {
  const { xs, ys, count, camera } = vehicles;
  const isCrowded = new Uint8Array(count);
  if (zoomOf(camera) >= noClustersFromZoom || count < leastCrowdStill) {
    return { clusters: [], isCrowded };
  }
  const grid = new CellGrid(camera, vehicles.margin);
  const cells = new Uint32Array(count);
  for (let index = 0; index < count; index++) {
    cells[index] = grid.add(xs[index] ?? 0, ys[index] ?? 0);
  }
  const crowds = grid.crowds(new Set(before.flatMap(({ keys }) => keys)));
  for (let index = 0; index < count; index++) {
    if (crowds.has(cells[index] ?? 0)) isCrowded[index] = 1;
  }
  return { clusters: joinClose([...crowds.values()], camera, leastApart), isCrowded };
}

/** The vehicles of each cell: how many, and where in the middle. */
class CellGrid {
  readonly #camera: Camera;
  readonly #cell: number;
  readonly #level: number;
  readonly #first: { readonly column: number; readonly row: number };
  readonly #columns: number;
  readonly #counts: Uint32Array;
  readonly #sumX: Float64Array;
  readonly #sumY: Float64Array;

  constructor(camera: Camera, margin: number) {
    const { center, worldSize, width, height } = camera;
    this.#camera = camera;
    this.#level = Math.round(zoomOf(camera));
    this.#cell = (cellPixels * worldSize) / (512 * 2 ** this.#level);
    this.#first = {
      column: Math.floor((center.x * worldSize - width / 2 - margin) / this.#cell),
      row: Math.floor((center.y * worldSize - height / 2 - margin) / this.#cell),
    };
    this.#columns = Math.ceil((width + 2 * margin) / this.#cell) + 2;
    const cells = this.#columns * (Math.ceil((height + 2 * margin) / this.#cell) + 2);
    this.#counts = new Uint32Array(cells);
    this.#sumX = new Float64Array(cells);
    this.#sumY = new Float64Array(cells);
  }

  /** Counts a vehicle in; the cell that it is in. */
  add(x: number, y: number): number {
    const { center, worldSize, width, height } = this.#camera;
    const column = Math.floor((x - width / 2 + center.x * worldSize) / this.#cell);
    const row = Math.floor((y - height / 2 + center.y * worldSize) / this.#cell);
    const cell = (row - this.#first.row) * this.#columns + column - this.#first.column;
    this.#counts[cell] = (this.#counts[cell] ?? 0) + 1;
    this.#sumX[cell] = (this.#sumX[cell] ?? 0) + x;
    this.#sumY[cell] = (this.#sumY[cell] ?? 0) + y;
    return cell;
  }

  /** The cells that hold a crowd. */
  crowds(before: ReadonlySet<string>): Map<number, Cluster> {
    const crowds = new Map<number, Cluster>();
    this.#counts.forEach((count, cell) => {
      const key = this.#keyOf(cell);
      if (count < (before.has(key) ? leastCrowdStill : leastCrowd)) return;
      const [x, y] = [(this.#sumX[cell] ?? 0) / count, (this.#sumY[cell] ?? 0) / count];
      crowds.set(cell, { keys: [key], rows: [], count, middle: toWorld({ x, y }, this.#camera) });
    });
    return crowds;
  }

  #keyOf(cell: number): string {
    const column = this.#first.column + (cell % this.#columns);
    const row = this.#first.row + Math.floor(cell / this.#columns);
    return keyOf(this.#level, column, row);
  }
}

/** The same for a cell and its copy on the other side of the antimeridian. */
export function keyOf(level: number, column: number, row: number): string {
  const columns = cellsAcross(level);
  return `${level}/${((column % columns) + columns) % columns}/${row}`;
}

/** How many cells the world is wide. */
export function cellsAcross(level: number): number {
  return (512 * 2 ** level) / cellPixels;
}

/** Joins those whose numbers would lie over each other, so many pixels apart, the largest first. */
export function joinClose(
  clusters: readonly Cluster[],
  camera: Camera,
  apart: MercatorPoint,
): readonly Cluster[] {
  const joined: Cluster[] = [];
  for (const cluster of clusters.toSorted((a, b) => b.count - a.count)) {
    const other = joined.findIndex(({ middle }) => {
      const [x, y] = [middle.x - cluster.middle.x, middle.y - cluster.middle.y];
      const pixels = { x: Math.abs(x) * camera.worldSize, y: Math.abs(y) * camera.worldSize };
      return pixels.x < apart.x && pixels.y < apart.y;
    });
    const near = joined[other];
    if (near) joined[other] = join(near, cluster);
    else joined.push(cluster);
  }
  return joined;
}

function join(a: Cluster, b: Cluster): Cluster {
  const count = a.count + b.count;
  const middleOf = (from: number, to: number) => (from * a.count + to * b.count) / count;
  const middle = {
    x: middleOf(a.middle.x, b.middle.x),
    y: middleOf(a.middle.y, b.middle.y),
  };
  return { keys: [...a.keys, ...b.keys], rows: [...a.rows, ...b.rows], count, middle };
}

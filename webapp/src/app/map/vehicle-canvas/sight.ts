import { findClusters, type Cluster } from '../crowds/clusters';
import type { findStacks } from '../crowds/stacks';
import { toFixed32, worldUnits } from '../../geo/fixed-mercator';
import { words, wordsPerVehicle, type Glides } from '../glides/glides';
import { zoomOf, type Camera } from '../../geo/mercator';

/** Vehicles so far outside are in sight too: they may drive in before it is looked again. */
const sightMargin = 120;

/** Of so many dots those are left out that lie on others: each costs time, and adds nothing to see. */
const manyDots = 20_000;
/** Dots nearer than this lie on each other, in pixels. */
const dotPixels = 3;

/** What is in sight, and as what it is drawn. */
export interface Sight {
  readonly camera: Camera;
  readonly at: number;
  /** Rows that are drawn as symbols. */
  readonly symbols: Uint32Array;
  /** Rows of a crowd, which are drawn as dots; of a great crowd not those that others lie upon. */
  readonly dots: Uint32Array;
  readonly clusters: readonly Cluster[];
  /** Symbols that lie on each other. */
  readonly stacks: readonly Cluster[];
  /** The fastest that anything in sight is displaced on the screen, in pixels a second. */
  readonly fastest: number;
}

/** What a look knows beside the fleet. */
export interface LookOptions {
  /** The last look: a crowd of then stays one while a single vehicle leaves it. */
  readonly before?: Sight | undefined;
  /** A 1 for each row that is shown; all are where it is not given. */
  readonly listed?: Uint8Array | undefined;
  /** Finds symbols that lie on each other; there once it is loaded. */
  readonly find?: typeof findStacks | undefined;
}

/** Looks at the fleet through a camera: one pass over its arrays, a few times a second. */
export class Sighting {
  #xs = new Float32Array(0);
  #ys = new Float32Array(0);
  #rows = new Uint32Array(0);
  #count = 0;
  #fastest = 0;

  look(
    glides: Glides,
    camera: Camera,
    now: number,
    { before, listed, find }: LookOptions = {},
  ): Sight {
    this.#reserve(glides.count);
    this.#project(glides, camera, now, listed);
    const [xs, ys, count] = [this.#xs, this.#ys, this.#count];
    const vehicles = { xs, ys, count, camera, margin: sightMargin };
    const { clusters, isCrowded } = findClusters(vehicles, before?.clusters ?? []);
    const crowd = this.#rowsWhere((index) => isCrowded[index] === 1);
    const dots = crowd.length > manyDots ? this.#thinOut(isCrowded, camera) : crowd;
    const alone = this.#indexesWhere((index) => isCrowded[index] !== 1);
    const symbols = alone.map(this.#rowAt);
    const stacks = find?.(vehicles, alone, this.#rowAt) ?? [];
    return { camera, at: now, symbols, dots, clusters, stacks, fastest: this.#fastest };
  }

  /** Where everybody in sight is on the screen, and how fast they are there. */
  #project(
    glides: Glides,
    { center, worldSize, width, height }: Camera,
    now: number,
    listed?: Uint8Array,
  ): void {
    const { ints, floats, epoch } = glides;
    const [centerX, centerY] = [toFixed32(center.x), toFixed32(center.y)];
    const scale = worldSize / worldUnits;
    const [reachX, reachY] = [width / 2 + sightMargin, height / 2 + sightMargin];
    const moment = now - epoch;
    this.#count = 0;
    let fastest = 0;
    for (let row = 0; row < glides.count; row++) {
      if (listed && listed[row] !== 1) continue;
      const at = row * wordsPerVehicle;
      const lasts = floats[at + words.lasts] ?? 0;
      const left = lasts > 0 ? 1 - (moment - (floats[at + words.startsAt] ?? 0)) / lasts : 0;
      const part = left > 0 ? Math.min(1, left) : 0;
      const backX = floats[at + words.back] ?? 0;
      const backY = floats[at + words.back + 1] ?? 0;
      const x = ((((ints[at] ?? 0) - centerX) | 0) + backX * part) * scale;
      const y = ((((ints[at + 1] ?? 0) - centerY) | 0) + backY * part) * scale;
      if (x < -reachX || x > reachX || y < -reachY || y > reachY) continue;
      this.#xs[this.#count] = x + width / 2;
      this.#ys[this.#count] = y + height / 2;
      this.#rows[this.#count++] = row;
      if (part > 0) fastest = Math.max(fastest, (backX * backX + backY * backY) / (lasts * lasts));
    }
    this.#fastest = Math.sqrt(fastest) * scale * 1_000;
  }

  /** One row of the crowd for each square of the screen. */
  #thinOut(isCrowded: Uint8Array, { width, height }: Camera): Uint32Array {
    const columns = Math.ceil((width + 2 * sightMargin) / dotPixels);
    const taken = new Uint8Array(columns * Math.ceil((height + 2 * sightMargin) / dotPixels));
    return this.#rowsWhere((index) => {
      if (isCrowded[index] !== 1) return false;
      const column = Math.floor(((this.#xs[index] ?? 0) + sightMargin) / dotPixels);
      const line = Math.floor(((this.#ys[index] ?? 0) + sightMargin) / dotPixels);
      const square = line * columns + column;
      if (taken[square] !== 0) return false;
      taken[square] = 1;
      return true;
    });
  }

  #rowsWhere(isWanted: (index: number) => boolean): Uint32Array {
    return this.#indexesWhere(isWanted).map(this.#rowAt);
  }

  readonly #rowAt = (index: number): number => this.#rows[index] ?? 0;

  /** Places in this look's arrays. */
  #indexesWhere(isWanted: (index: number) => boolean): Uint32Array {
    const indexes = new Uint32Array(this.#count);
    let count = 0;
    for (let index = 0; index < this.#count; index++) {
      if (isWanted(index)) indexes[count++] = index;
    }
    return indexes.subarray(0, count);
  }

  #reserve(vehicles: number): void {
    if (vehicles <= this.#rows.length) return;
    const capacity = Math.ceil(vehicles * 1.5);
    this.#xs = new Float32Array(capacity);
    this.#ys = new Float32Array(capacity);
    this.#rows = new Uint32Array(capacity);
  }
}

/** Whether a look through `from` still tells who is in sight through `to`, and what is a crowd. */
export function isStillInSight(from: Camera, to: Camera): boolean {
  if (from.width !== to.width || from.height !== to.height) return false;
  if (Math.abs(zoomOf(to) - zoomOf(from)) > 0.15) return false;
  const east = Math.abs(to.center.x - from.center.x) * to.worldSize;
  const south = Math.abs(to.center.y - from.center.y) * to.worldSize;
  return Math.max(east, south) < 0.75 * sightMargin;
}

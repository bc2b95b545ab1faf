import { isInside, type Bounds } from './place-box';
import type { Place } from './mercator';

/** Longitude and latitude; beyond ±180 where a way runs on over the antimeridian. */
export type LngLat = readonly [lng: number, lat: number];

const metresPerDegree = 111_195;
/** Ways nearer to each other than one or two of these are one. */
const cellMetres = 20;
/** A way is looked at in steps of that. */
const stepMetres = 15;
/** What was driven just now is not yet known: else a way would end at its own beginning. */
const lagSteps = 6;
/** As roads are bent, there is a corner on every five cells or more. */
const cellsPerPoint = 5;
/** A cell and those around it, the nearest first. */
const neighbours = [
  [0, 0],
  [0, 1],
  [1, 0],
  [0, -1],
  [-1, 0],
  [1, 1],
  [1, -1],
  [-1, -1],
  [-1, 1],
] as const;
/** A new piece of way shorter than that is noise beside a known one. */
const leastSteps = 4;

/**
 * The ways that were driven, each once: of a track only those parts are added along which none is
 * known. Holds up to `mostPoints` points, and then learns no more.
 */
export class WayNet {
  readonly #lines: LngLat[][] = [];
  /** A place on a known way for each cell that one runs through. */
  readonly #cells = new Map<number, LngLat>();
  readonly #mostPoints: number;
  #points = 0;

  constructor(mostPoints: number) {
    this.#mostPoints = mostPoints;
  }

  get lines(): readonly (readonly LngLat[])[] {
    return this.#lines;
  }

  /** Adds what is new of an unbroken way, but for what lies in `known`; whether there was any. */
  add(way: readonly Place[], known?: Bounds): boolean {
    const before = this.#lines.length;
    const recent: LngLat[] = [];
    let line: LngLat[] = [];
    let joint: LngLat | undefined;
    for (const at of stepsAlong(way)) {
      const near = known && isInside(known, at) ? at : this.#near(at);
      if (near) {
        // Joined to the known way that it comes to.
        this.#keep([...line, near]);
        line = [];
      } else {
        if (line.length === 0 && joint) line.push(joint);
        line.push(at);
      }
      joint = near;
      recent.push(at);
      if (recent.length > lagSteps) this.#learn(recent.shift());
    }
    this.#keep(line);
    for (const at of recent) this.#learn(at);
    return this.#lines.length > before;
  }

  #keep(line: readonly LngLat[]): void {
    if (line.length < leastSteps || this.#points + line.length > this.#mostPoints) return;
    const straight = withoutStraight(line);
    this.#lines.push(straight);
    this.#points += straight.length;
  }

  #learn(at: LngLat | undefined): void {
    if (at && this.#cells.size < cellsPerPoint * this.#mostPoints) {
      this.#cells.set(cellOf(at, 0, 0), at);
    }
  }

  /** A place on a known way near by. */
  #near(at: LngLat): LngLat | undefined {
    for (const [column, row] of neighbours) {
      const near = this.#cells.get(cellOf(at, column, row));
      if (near) return near;
    }
    return undefined;
  }
}

/** The number of the cell of a place, or of a neighbour of it. */
function cellOf([lng, lat]: LngLat, column: number, row: number): number {
  const y = Math.floor((lat * metresPerDegree) / cellMetres) + row;
  // Whole degrees of latitude share one width of cells, so that neighbours agree.
  const width = Math.max(0.01, Math.cos((Math.round(lat) * Math.PI) / 180));
  const x = Math.floor((lng * metresPerDegree * width) / cellMetres) + column;
  // At most 4 million cells around the world, 2 million from pole to pole: a safe whole number.
  return (y + 2_000_000) * 8_000_000 + x + 4_000_000;
}

/** The corners of a way, and places between them. */
function* stepsAlong(way: readonly Place[]): Generator<LngLat> {
  let from: LngLat | undefined;
  for (const { lng, lat } of way) {
    const to: LngLat = [from ? lng + 360 * Math.round((from[0] - lng) / 360) : lng, lat];
    const metres = from ? metresBetween(from, to) : 0;
    const steps = Math.min(10_000, Math.max(1, Math.ceil(metres / stepMetres)));
    for (let step = 1; from && step < steps; step++) {
      const t = step / steps;
      yield [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
    }
    if (!from || metres > 0) yield to;
    from = to;
  }
}

function metresBetween(from: LngLat, to: LngLat): number {
  const shrink = Math.cos((from[1] * Math.PI) / 180);
  return Math.hypot((to[0] - from[0]) * shrink, to[1] - from[1]) * metresPerDegree;
}

/** Without points that lie on the line between those around them: within 2 m. */
function withoutStraight(line: readonly LngLat[]): LngLat[] {
  const kept: LngLat[] = [];
  line.forEach((at, index) => {
    const [before, after] = [kept.at(-1), line[index + 1]];
    if (!before || !after || distanceFromLine(at, before, after) > 2) kept.push(at);
  });
  return kept;
}

function distanceFromLine(at: LngLat, from: LngLat, to: LngLat): number {
  const shrink = Math.cos((from[1] * Math.PI) / 180);
  const [ax, ay] = [(at[0] - from[0]) * shrink, at[1] - from[1]];
  const [bx, by] = [(to[0] - from[0]) * shrink, to[1] - from[1]];
  const length = Math.hypot(bx, by);
  if (length === 0) return Math.hypot(ax, ay) * metresPerDegree;
  return (Math.abs(ax * by - ay * bx) / length) * metresPerDegree;
}

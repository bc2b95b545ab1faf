import type { Movement } from '../../fleet/fleet-store';
import type { FleetTable } from '../../fleet/fleet-table';
import { fromFixed32, toFixed32, worldUnits } from '../../geo/fixed-mercator';
import {
  farthestGlide,
  glideDuration,
  glideProgress,
  leastGlide,
  shortestTurn,
} from './glide-rules';
import { northernmost, type MercatorPoint } from '../../geo/mercator';
import { speedClassOf } from '../../vehicle/speed-classes';

/**
 * The words (32 bits) of a vehicle, as the shader reads them. Places are whole numbers
 * (fixed-mercator.ts), all else floats: a float holds milliseconds exactly for 4.6 hours (2^24).
 */
export const words = {
  /** Where the glide ends, x and y. */
  to: 0,
  /** From there to where it began, x and y. */
  back: 2,
  startsAt: 4,
  lasts: 5,
  headingFrom: 6,
  turn: 7,
  /** Seconds since {@link Glides.timeBase}. */
  reportedAt: 8,
  speedClass: 9,
} as const;
export const wordsPerVehicle = 10;

/** Where a vehicle is shown at one moment. */
export interface Pose extends MercatorPoint {
  readonly heading: number;
}

const radians = Math.PI / 180;

/**
 * The movements of the fleet between reports, ready for the graphics card; rows are those of the
 * fleet's table.
 *
 * A report starts a glide from where its vehicle is *shown* at that moment, so nothing ever jumps,
 * and the glide ends at the reported place, so nothing is ever shown beyond what is known.
 */
export class Glides {
  /** What reports' times are counted from, in milliseconds since 1970. */
  readonly timeBase: number;
  readonly #staleAfterMs: number;
  #epoch: number;
  #count = 0;
  #bytes = new ArrayBuffer(64 * wordsPerVehicle * 4);
  #ints = new Int32Array(this.#bytes);
  #floats = new Float32Array(this.#bytes);
  #times = new Float64Array(64);
  #dirtyFrom = Infinity;
  #dirtyTo = 0;
  #movingUntil = -Infinity;

  /** Moments are packed relative to `epoch`, the times of reports to `timeBase`. */
  constructor(epoch: number, timeBase: number, staleAfterMs: number) {
    this.#epoch = epoch;
    this.timeBase = timeBase;
    this.#staleAfterMs = staleAfterMs;
  }

  get epoch(): number {
    return this.#epoch;
  }

  get count(): number {
    return this.#count;
  }

  /** {@link wordsPerVehicle} for each vehicle, those that are {@link words} of places as integers. */
  get ints(): Int32Array {
    return this.#ints;
  }

  /** The same memory as floats. */
  get floats(): Float32Array {
    return this.#floats;
  }

  /** Whether anything is shown at another place a moment later. */
  isMoving(now: number): boolean {
    return now < this.#movingUntil;
  }

  /** The vehicles whose words changed since the last call, as a range of rows. */
  takeDirtyRange(): { readonly from: number; readonly to: number } | undefined {
    const range = { from: this.#dirtyFrom, to: Math.min(this.#dirtyTo, this.#count) };
    this.#dirtyFrom = Infinity;
    this.#dirtyTo = 0;
    return range.from < range.to ? range : undefined;
  }

  /** Takes over a whole fleet: every vehicle appears in place. */
  replaceAll(table: FleetTable, now: number): void {
    this.#count = 0;
    this.#movingUntil = -Infinity;
    this.move(table, table.rows(), now, { longestGapMs: 0 });
  }

  /** Starts the glides to the places in these rows. Whether anything will look different. */
  move(table: FleetTable, rows: Uint32Array, now: number, movement: Movement): boolean {
    const { lats, lngs, times, speeds, headings } = table;
    this.#reserve(table.count);
    let hasChanged = false;
    for (const row of rows) {
      const sine = sineOf(lats[row] ?? 0);
      const x = toFixed32((lngs[row] ?? 0) / 360 + 0.5);
      const y = toFixed32(0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI));
      const heading = headings[row] ?? NaN;
      const speedClass = speedClassOf(speeds[row] ?? NaN);
      const time = times[row] ?? 0;
      if (row >= this.#count) this.#place(row, x, y, heading);
      else if (!this.#looksTheSame(row, { x, y, heading }, now)) {
        this.#redirect(row, { x, y, heading, time }, now, movement);
      } else if (!this.#changesLook(row, speedClass, time)) {
        this.#report(row, speedClass, time);
        continue;
      }
      this.#report(row, speedClass, time);
      hasChanged = true;
    }
    return hasChanged;
  }

  /** Counts moments from here on, where so much time has passed that floats become coarse. */
  startEpoch(epoch: number): void {
    const passed = epoch - this.#epoch;
    this.#epoch = epoch;
    for (let row = 0; row < this.#count; row++) {
      const at = row * wordsPerVehicle + words.startsAt;
      this.#floats[at] = (this.#floats[at] ?? 0) - passed;
    }
    this.#dirtyFrom = 0;
    this.#dirtyTo = this.#count;
  }

  /** Where the vehicle is shown at `now`: the same that the vertex shader computes. */
  poseAt(row: number, now: number): Pose | undefined {
    if (row < 0 || row >= this.#count) return undefined;
    const at = row * wordsPerVehicle;
    const left = 1 - this.#progress(at, now);
    const x =
      fromFixed32(this.#int(at + words.to)) + (this.#float(at + words.back) * left) / worldUnits;
    const y =
      fromFixed32(this.#int(at + words.to + 1)) +
      (this.#float(at + words.back + 1) * left) / worldUnits;
    return { x, y, heading: this.#headingAt(at, now) };
  }

  /** How many vehicles have not reported for so long, at a time of the fleet's clock. */
  countOlderThan(ageMs: number, fleetTime: number): number {
    const latest = fleetTime - ageMs;
    let older = 0;
    for (let row = 0; row < this.#count; row++) {
      if ((this.#times[row] ?? 0) < latest) older++;
    }
    return older;
  }

  #int(at: number): number {
    return this.#ints[at] ?? 0;
  }

  #float(at: number): number {
    return this.#floats[at] ?? 0;
  }

  #progress(at: number, now: number): number {
    return glideProgress(
      now - this.#epoch,
      this.#float(at + words.startsAt),
      this.#float(at + words.lasts),
    );
  }

  /** A vehicle has turned half-way through: it drives out of a bend, it does not slide. */
  #headingAt(at: number, now: number): number {
    const turned = this.#float(at + words.turn) * Math.min(1, this.#progress(at, now) * 2);
    return (this.#float(at + words.headingFrom) + turned + 360) % 360;
  }

  /** Shows a vehicle in place, without a glide. */
  #place(row: number, x: number, y: number, heading: number): void {
    const at = row * wordsPerVehicle;
    this.#count = Math.max(this.#count, row + 1);
    this.#ints[at + words.to] = x;
    this.#ints[at + words.to + 1] = y;
    this.#floats.fill(0, at + words.back, at + wordsPerVehicle);
    this.#floats[at + words.headingFrom] = Number.isNaN(heading) ? 0 : heading;
  }

  /** Whether a report leaves the vehicle as it stands: most reports of one that is parked. */
  #looksTheSame(row: number, { x, y, heading }: Pose, now: number): boolean {
    const at = row * wordsPerVehicle;
    if (this.#progress(at, now) < 1) return false;
    const [east, south] = this.#wayBack(at, x, y);
    if (Math.hypot(east, south) > leastGlide) return false;
    return Number.isNaN(heading) || Math.abs(shortestTurn(this.#headingAt(at, now), heading)) < 1;
  }

  #changesLook(row: number, speedClass: number, time: number): boolean {
    if (this.#float(row * wordsPerVehicle + words.speedClass) !== speedClass) return true;
    // It may have faded.
    return time - (this.#times[row] ?? 0) > this.#staleAfterMs;
  }

  #redirect(
    row: number,
    { x, y, heading, time }: Pose & { readonly time: number },
    now: number,
    { glideMs, longestGapMs }: Movement,
  ): void {
    const at = row * wordsPerVehicle;
    const left = 1 - this.#progress(at, now);
    const [east, south] = this.#wayBack(at, x, y);
    const backX = east + this.#float(at + words.back) * left;
    const backY = south + this.#float(at + words.back + 1) * left;
    const way = Math.hypot(backX, backY);
    const between = Math.abs(time - (this.#times[row] ?? 0));
    const lasts = glideMs ?? glideDuration(between);
    const isJump = way > farthestGlide || between > longestGapMs || lasts <= 0;
    const headingFrom = this.#headingAt(at, now);
    const reported = Number.isNaN(heading) ? undefined : heading;
    const headingTo = reported ?? (way > leastGlide ? bearingOf(-backX, backY) : headingFrom);
    if (isJump) {
      this.#place(row, x, y, headingTo);
      return;
    }
    this.#ints[at + words.to] = x;
    this.#ints[at + words.to + 1] = y;
    this.#floats[at + words.back] = backX;
    this.#floats[at + words.back + 1] = backY;
    this.#floats[at + words.startsAt] = now - this.#epoch;
    this.#floats[at + words.lasts] = lasts;
    this.#floats[at + words.headingFrom] = headingFrom;
    this.#floats[at + words.turn] = shortestTurn(headingFrom, headingTo);
    this.#movingUntil = Math.max(this.#movingUntil, now + lasts);
  }

  /** From a place back to where the last glide ended: east and south, the short way round the world. */
  #wayBack(at: number, x: number, y: number): readonly [east: number, south: number] {
    return [(this.#int(at + words.to) - x) | 0, (this.#int(at + words.to + 1) - y) | 0];
  }

  #report(row: number, speedClass: number, time: number): void {
    const at = row * wordsPerVehicle;
    this.#times[row] = time;
    this.#floats[at + words.reportedAt] = (time - this.timeBase) / 1_000;
    this.#floats[at + words.speedClass] = speedClass;
    this.#dirtyFrom = Math.min(this.#dirtyFrom, row);
    this.#dirtyTo = Math.max(this.#dirtyTo, row + 1);
  }

  #reserve(vehicles: number): void {
    if (vehicles <= this.#times.length) return;
    const capacity = Math.ceil(vehicles * 1.5);
    const [ints, times] = [this.#ints, this.#times];
    this.#bytes = new ArrayBuffer(capacity * wordsPerVehicle * 4);
    this.#ints = new Int32Array(this.#bytes);
    this.#floats = new Float32Array(this.#bytes);
    this.#times = new Float64Array(capacity);
    this.#ints.set(ints);
    this.#times.set(times);
  }
}

/** The sine of a latitude, bounded to where Web Mercator ends. */
function sineOf(lat: number): number {
  return Math.sin(Math.min(northernmost, Math.max(-northernmost, lat)) * radians);
}

/** Degrees clockwise from north of a way east and north. */
function bearingOf(east: number, north: number): number {
  return (Math.atan2(east, north) / radians + 360) % 360;
}

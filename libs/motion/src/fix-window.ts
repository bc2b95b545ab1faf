import { fromPlane, longitudeBetween, metresPerDegree } from './local-plane.ts';
import { timeOf, type MotionFix, type Place } from './motion-fix.ts';
import { standingRadius, windowMs, windowSize } from './motion-rules.ts';

const radians = Math.PI / 180;

/**
 * The last few fixes up to a moment, as points of the plane that touches the globe at the newest of
 * them: they show whether the vehicle stands at that moment. One window is moved along a track, since
 * a history has 100,000 fixes; what it says holds until it is moved on.
 */
export class FixWindow {
  /** The fixes that are looked at: up to eight of the last three minutes, two in any case. */
  size = 0;
  /** Metres east of the newest fix, oldest first; only the first `size` entries count. */
  readonly east = new Float64Array(windowSize);
  /** Metres north of the newest fix. */
  readonly north = new Float64Array(windowSize);
  /** Seconds since the newest fix, so at most 0. */
  readonly seconds = new Float64Array(windowSize);
  /** The variance of the receiver's noise once it was worked out; `undefined` after a move. */
  variance: number | undefined;
  readonly #track: readonly MotionFix[];
  #end = 0;

  /** @param track oldest first, without doubtful fixes. */
  constructor(track: readonly MotionFix[]) {
    this.#track = track;
  }

  /** The newest fix. */
  get newest(): MotionFix {
    const fix = this.#track[this.#end];
    if (!fix) throw new RangeError(`There is no fix number ${this.#end}`);
    return fix;
  }

  /** The fix at an index of the window, 0 the oldest. */
  at(index: number): MotionFix | undefined {
    return this.#track[this.#end - this.size + 1 + index];
  }

  /** Moves the window: fix number `end` of the track is its newest now. */
  moveTo(end: number): this {
    this.#end = end;
    this.variance = undefined;
    const { lat, lng } = this.newest;
    const start = this.#startBefore(end);
    this.size = end - start + 1;
    const endTime = timeOf(this.newest);
    const perLongitude = metresPerDegree * Math.cos(lat * radians);
    for (let at = 0; at < this.size; at += 1) {
      const fix = this.#track[start + at];
      if (!fix) continue;
      this.east[at] = longitudeBetween(lng, fix.lng) * perLongitude;
      this.north[at] = (fix.lat - lat) * metresPerDegree;
      this.seconds[at] = (timeOf(fix) - endTime) / 1_000;
    }
    return this;
  }

  /** How long the window is, in seconds. */
  get duration(): number {
    return -(this.seconds[0] ?? 0);
  }

  /** The mean of the points from number `first` to below `end`: [east, north]. */
  mean(first = 0, end = this.size): readonly [number, number] {
    const count = end - first;
    let [east, north] = [0, 0];
    for (let at = first; at < end; at += 1) {
      east += this.east[at] ?? 0;
      north += this.north[at] ?? 0;
    }
    return [east / count, north / count];
  }

  /** The distance of a point from another, in metres. */
  metresFrom(at: number, east: number, north: number): number {
    return Math.sqrt(((this.east[at] ?? 0) - east) ** 2 + ((this.north[at] ?? 0) - north) ** 2);
  }

  /** The length of the last leg in metres; 0 of a first fix. */
  get lastLeg(): number {
    return this.size < 2 ? 0 : this.metresFrom(this.size - 2, 0, 0);
  }

  /** The speed of the last leg in metres a second; 0 of a first fix. */
  get lastSpeed(): number {
    return this.size < 2 ? 0 : this.lastLeg / -(this.seconds[this.size - 2] ?? -1);
  }

  /** Within which radius its places are one place, in metres: 15, more if they are less accurate. */
  get radius(): number {
    const stated: number[] = [];
    for (let at = 0; at < this.size; at += 1) {
      const accuracy = this.at(at)?.accuracy;
      if (accuracy !== undefined) stated.push(accuracy);
    }
    return stated.length === 0 ? standingRadius : Math.max(standingRadius, 1.5 * medianOf(stated));
  }

  /** The mean of those of its places that lie near their middle: where a standing vehicle is. */
  get heldPlace(): Place {
    const middleEast = medianOf(this.east.subarray(0, this.size));
    const middleNorth = medianOf(this.north.subarray(0, this.size));
    const { radius } = this;
    let [east, north, count] = [0, 0, 0];
    for (let at = 0; at < this.size; at += 1) {
      if (this.metresFrom(at, middleEast, middleNorth) > radius) continue;
      east += this.east[at] ?? 0;
      north += this.north[at] ?? 0;
      count += 1;
    }
    if (count === 0) return fromPlane(this.newest, { east: middleEast, north: middleNorth });
    return fromPlane(this.newest, { east: east / count, north: north / count });
  }

  #startBefore(end: number): number {
    const oldest = timeOf(this.newest) - windowMs;
    let start = end;
    while (start > 0 && end - start + 1 < windowSize) {
      const before = this.#track[start - 1];
      if (!before || (start < end && timeOf(before) < oldest)) break;
      start -= 1;
    }
    return start;
  }
}

/** The middle value; of an even number the higher of the two in the middle; 0 of none. */
export function medianOf(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1] ?? 0;
}

import type { Fix, VehicleFixesAt } from '../fixes/fix.ts';
import { motionAt, pointAt, reachMs, type PastMotion } from './place-at.ts';

/** What an entry holds, one number each; NaN for what is unknown. */
const width = 5;

/** Where one vehicle is in a frame; `null` for what is unknown. */
export type Place = readonly [
  lat: number,
  lng: number,
  speed: number | null,
  heading: number | null,
  age: number,
];

/**
 * The places of a fleet at several times, 40 bytes each. Fixes are added vehicle by vehicle or mixed,
 * those of one vehicle in the order of time; `finish` fills what lies behind a vehicle's last one.
 */
export class PastFrames {
  /** In the order of the answer: sorted as the Java system does, by UTF-16 units. */
  readonly names: readonly string[];
  readonly times: readonly number[];
  readonly #indexOf: ReadonlyMap<string, number>;
  readonly #values: Float64Array;
  readonly #last: (Fix | undefined)[];
  /** Of each vehicle the first frame that is not filled yet. */
  readonly #open: Uint32Array;

  /** @param times of the frames, in milliseconds, ascending. */
  constructor(names: readonly string[], times: readonly number[]) {
    this.names = names.toSorted((one, other) => (one < other ? -1 : 1));
    this.times = times;
    this.#indexOf = new Map(this.names.map((name, index) => [name, index]));
    this.#values = new Float64Array(names.length * times.length * width).fill(NaN);
    this.#last = Array.from(names, () => undefined);
    this.#open = new Uint32Array(names.length);
  }

  /** Takes a vehicle's next fix; those of vehicles that are not among the names are passed over. */
  add(vehicle: string, fix: Fix): void {
    const index = this.#indexOf.get(vehicle);
    if (index === undefined) return;
    const before = this.#last[index];
    this.#last[index] = fix;
    const isNear = before && fix.time.getTime() - before.time.getTime() <= reachMs;
    const fixes = before && { vehicle, before, next: isNear ? fix : undefined };
    this.#fill(index, fixes, fix.time.getTime());
  }

  /** Takes where a vehicle stands at the end of all frames. */
  finish(end: VehicleFixesAt): void {
    const index = this.#indexOf.get(end.vehicle);
    if (index === undefined) return;
    if (this.#last[index]?.time.getTime() !== end.before.time.getTime()) {
      this.add(end.vehicle, end.before);
    }
    this.#fill(index, end, Infinity);
  }

  /** Where a vehicle is in a frame; `undefined` where it had not reported by then. */
  placeAt(frame: number, index: number): Place | undefined {
    const row = (frame * this.names.length + index) * width;
    const [lat = NaN, lng = NaN, speed = NaN, heading = NaN, age = NaN] = this.#values.subarray(
      row,
      row + width,
    );
    return Number.isNaN(age) ? undefined : [lat, lng, orNull(speed), orNull(heading), age];
  }

  /** Takes where a vehicle was at the time of one frame. */
  put(frame: number, fixes: VehicleFixesAt): void {
    const index = this.#indexOf.get(fixes.vehicle);
    if (index !== undefined) this.#write(frame, index, fixes, motionAt(fixes));
  }

  /** Fills a vehicle's open frames before `end`; without fixes it had not reported by then. */
  #fill(index: number, fixes: VehicleFixesAt | undefined, end: number): void {
    let frame = this.#open[index] ?? 0;
    const isNeeded = (this.times[frame] ?? Infinity) < end;
    const motion = fixes && isNeeded ? motionAt(fixes) : undefined;
    for (; (this.times[frame] ?? Infinity) < end; frame += 1) {
      if (fixes && motion) this.#write(frame, index, fixes, motion);
    }
    this.#open[index] = frame;
  }

  #write(frame: number, index: number, fixes: VehicleFixesAt, motion: PastMotion): void {
    const time = this.times[frame] ?? NaN;
    const { lat, lng } = pointAt(fixes, time);
    const age = time - fixes.before.time.getTime();
    const values = [lat, lng, motion.speed ?? NaN, motion.heading ?? NaN, age];
    this.#values.set(values, (frame * this.names.length + index) * width);
  }
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

import { silentAfterMs, type Vehicle } from '../fleet/vehicle';
import { bearing, toMercator, type MercatorPoint } from './mercator';
import { speedClassOf, standingMph } from './speed-classes';

/** A glide lasts no longer than this: a vehicle never runs on without a report. */
export const longestGlideMs = 2_000;
/** A vehicle that reports faster than this is not slowed down to it by much. */
const shortestGlideMs = 200;
/** A farther way than this (1 km at the equator, in Mercator units) is a jump, not a drive. */
const farthestGlide = 1_000 / 40_075_017;
/** Less than this (10 cm) is no movement, and a direction computed from it means nothing. */
const leastGlide = 0.1 / 40_075_017;

/** How many floats a vehicle takes in {@link Glides.packed}, and what they are. */
export const packedFloats = 10;
export const flags = { standing: 1, silent: 2 } as const;

/** One vehicle's way from where it is shown to where it last reported. */
interface Glide {
  vehicle: Vehicle;
  from: MercatorPoint;
  to: MercatorPoint;
  /** Milliseconds of the clock that the caller reads. */
  startsAt: number;
  lasts: number;
  headingFrom: number;
  /** Degrees to turn during the glide, clockwise, -180 to 180. */
  turn: number;
  isSilent: boolean;
}

/** Where a vehicle is shown at one moment. */
export interface Pose extends MercatorPoint {
  readonly heading: number;
}

/**
 * The movements of the fleet between reports, ready for the graphics card.
 *
 * A report starts a glide from where its vehicle is *shown* at that moment, so nothing ever jumps,
 * and the glide ends at the reported place, so nothing is ever shown beyond what is known.
 */
export class Glides {
  readonly #glides: Glide[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #origin: MercatorPoint;
  #epoch: number;
  #packed = new Float32Array(packedFloats * 64);
  #dirtyFrom = Infinity;
  #dirtyTo = 0;
  #movingUntil = -Infinity;

  /** Places are packed relative to `origin`, times to `epoch`: a float has 24 bits only. */
  constructor(origin: MercatorPoint, epoch: number) {
    this.#origin = origin;
    this.#epoch = epoch;
  }

  get origin(): MercatorPoint {
    return this.#origin;
  }

  get epoch(): number {
    return this.#epoch;
  }

  get count(): number {
    return this.#glides.length;
  }

  /** For each vehicle: from x, y, to x, y, start, duration (ms), heading, turn, speed class, flags. */
  get packed(): Float32Array {
    return this.#packed.subarray(0, this.#glides.length * packedFloats);
  }

  indexOf(name: string): number | undefined {
    return this.#indexes.get(name);
  }

  vehicleAt(index: number): Vehicle | undefined {
    return this.#glides[index]?.vehicle;
  }

  /** Whether anything is shown at another place a moment later. */
  isMoving(now: number): boolean {
    return now < this.#movingUntil;
  }

  /** The vehicles whose floats changed since the last call, as a range of indexes. */
  takeDirtyRange(): { readonly from: number; readonly to: number } | undefined {
    const range = { from: this.#dirtyFrom, to: Math.min(this.#dirtyTo, this.count) };
    this.#dirtyFrom = Infinity;
    this.#dirtyTo = 0;
    return range.from < range.to ? range : undefined;
  }

  /** Takes over the whole fleet: new ones appear in place, missing ones are gone, others glide. */
  replaceAll(vehicles: readonly Vehicle[], now: number): void {
    const names = new Set(vehicles.map(({ name }) => name));
    for (let index = this.count - 1; index >= 0; index--) {
      const name = this.#glides[index]?.vehicle.name;
      if (name !== undefined && !names.has(name)) this.#remove(index);
    }
    this.move(vehicles, now);
  }

  /** Starts the glides to newly reported places. Whether anything will look different. */
  move(vehicles: readonly Vehicle[], now: number): boolean {
    let hasChanged = false;
    for (const vehicle of vehicles) {
      const index = this.#indexes.get(vehicle.name);
      const glide = index === undefined ? undefined : this.#glides[index];
      if (index === undefined || !glide) this.#add(vehicle, now);
      else if (looksTheSame(glide, vehicle, now)) {
        glide.vehicle = vehicle;
        continue;
      } else this.#redirect(glide, vehicle, now);
      this.#pack(index ?? this.count - 1);
      hasChanged = true;
    }
    return hasChanged;
  }

  /** Counts times from here on, where so much time has passed that floats become coarse. */
  startEpoch(epoch: number): void {
    this.#epoch = epoch;
    for (let index = 0; index < this.count; index++) this.#pack(index);
  }

  /** Marks who has been silent for too long by the fleet's clock. Whether anybody's state changed. */
  markSilent(fleetTime: number): boolean {
    let hasChanged = false;
    this.#glides.forEach((glide, index) => {
      const isSilent = fleetTime - glide.vehicle.time > silentAfterMs;
      if (isSilent === glide.isSilent) return;
      glide.isSilent = isSilent;
      hasChanged = true;
      this.#pack(index);
    });
    return hasChanged;
  }

  /** Where the vehicle is shown at `now`: the same that the vertex shader computes. */
  poseAt(index: number, now: number): Pose | undefined {
    const glide = this.#glides[index];
    return glide && poseOf(glide, now);
  }

  #add(vehicle: Vehicle, now: number): void {
    const place = toMercator(vehicle);
    this.#indexes.set(vehicle.name, this.count);
    this.#glides.push({
      vehicle,
      from: place,
      to: place,
      startsAt: now,
      lasts: 0,
      headingFrom: vehicle.heading ?? 0,
      turn: 0,
      isSilent: false,
    });
  }

  #remove(index: number): void {
    const gone = this.#glides[index];
    const last = this.#glides.pop();
    if (!gone || !last) return;
    this.#indexes.delete(gone.vehicle.name);
    if (last === gone) return;
    this.#glides[index] = last;
    this.#indexes.set(last.vehicle.name, index);
    this.#pack(index);
  }

  #redirect(glide: Glide, vehicle: Vehicle, now: number): void {
    const shown = poseOf(glide, now);
    const to = toMercator(vehicle);
    const way = Math.hypot(to.x - shown.x, to.y - shown.y);
    const isMove = way > leastGlide;
    const heading = vehicle.heading ?? (isMove ? bearing(shown, to) : shown.heading);
    const canGlide = way <= farthestGlide;
    glide.from = canGlide ? shown : to;
    glide.to = to;
    glide.headingFrom = shown.heading;
    glide.turn = canGlide ? shortestTurn(shown.heading, heading) : 0;
    if (!canGlide) glide.headingFrom = heading;
    glide.startsAt = now;
    glide.lasts = canGlide && (isMove || glide.turn !== 0) ? durationOf(glide, vehicle) : 0;
    glide.vehicle = vehicle;
    glide.isSilent = false;
    this.#movingUntil = Math.max(this.#movingUntil, now + glide.lasts);
  }

  #pack(index: number): void {
    const glide = this.#glides[index];
    if (!glide) return;
    const at = index * packedFloats;
    this.#reserve(at + packedFloats);
    const { from, to, vehicle } = glide;
    const isStanding = (vehicle.speedMph ?? 0) < standingMph;
    this.#packed.set(
      [
        from.x - this.#origin.x,
        from.y - this.#origin.y,
        to.x - this.#origin.x,
        to.y - this.#origin.y,
        glide.startsAt - this.#epoch,
        glide.lasts,
        glide.headingFrom,
        glide.turn,
        speedClassOf(vehicle.speedMph),
        (isStanding ? flags.standing : 0) + (glide.isSilent ? flags.silent : 0),
      ],
      at,
    );
    this.#dirtyFrom = Math.min(this.#dirtyFrom, index);
    this.#dirtyTo = Math.max(this.#dirtyTo, index + 1);
  }

  #reserve(length: number): void {
    if (length <= this.#packed.length) return;
    const larger = new Float32Array(Math.max(length, this.#packed.length * 2));
    larger.set(this.#packed);
    this.#packed = larger;
  }
}

/** Whether a report changes nothing that one could see: most reports of a vehicle that stands. */
function looksTheSame(glide: Glide, vehicle: Vehicle, now: number): boolean {
  const { to, startsAt, lasts, isSilent } = glide;
  if (isSilent || now < startsAt + lasts) return false;
  if (speedClassOf(vehicle.speedMph) !== speedClassOf(glide.vehicle.speedMph)) return false;
  const place = toMercator(vehicle);
  if (Math.hypot(place.x - to.x, place.y - to.y) > leastGlide) return false;
  const shown = (glide.headingFrom + glide.turn + 360) % 360;
  return Math.abs(shortestTurn(shown, vehicle.heading ?? shown)) < 1;
}

function poseOf({ from, to, startsAt, lasts, headingFrom, turn }: Glide, now: number): Pose {
  const done = lasts > 0 ? Math.min(1, Math.max(0, (now - startsAt) / lasts)) : 1;
  return {
    x: from.x + (to.x - from.x) * done,
    y: from.y + (to.y - from.y) * done,
    // A vehicle has turned half-way through: it drives out of a bend, it does not slide.
    heading: (headingFrom + turn * Math.min(1, done * 2) + 360) % 360,
  };
}

/** As long as the vehicle took between its reports, so that the next one comes as the glide ends. */
function durationOf(glide: Glide, vehicle: Vehicle): number {
  const between = vehicle.time - glide.vehicle.time;
  return Math.min(longestGlideMs, Math.max(shortestGlideMs, between));
}

function shortestTurn(from: number, to: number): number {
  return ((to - from + 540) % 360) - 180;
}

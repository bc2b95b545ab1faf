import {
  arrivalHeading,
  defaultMotionRules,
  distanceMetres,
  presentOf,
  wrapLongitude,
} from '@fleetman/motion';
import type { Fix, VehicleFixesAt } from '../fixes/fix.ts';
import { rounded, toHeading, toMph } from '../fixes/units.ts';

/** Two fixes further apart say nothing of the way between them: the vehicle stays at the first. */
export const reachMs = 120_000;

/** Interpolated degrees are rounded to so many parts: to a centimetre. */
const partsOfDegree = 1e7;

/** A shorter way is noise if it is slow as well: metres, metres a second. */
const noiseMetres = 15;
const noiseSpeed = 1.5;

/** Below this a change of place has no direction, in metres. */
const leastMove = 1;

/** A point on the earth, in degrees. */
export interface Point {
  readonly lat: number;
  readonly lng: number;
}

/** How a vehicle moved, as REST states it. */
export interface PastMotion {
  /** Miles an hour, to a hundredth, never negative; `null` while unknown. */
  readonly speed: number | null;
  /** Degrees clockwise from north, 0 to below 360, to a tenth; `null` while unknown. */
  readonly heading: number | null;
}

/**
 * How a vehicle moved between two fixes: as its device measured at the first, else along the way to
 * the second. Where nothing near follows, as it came to its newest fix; else unknown.
 */
export function motionAt({ before, next, previous }: VehicleFixesAt): PastMotion {
  if (!next) return motionOfNewest(before, previous);
  const metres = distanceMetres(before, next);
  const driven = metres / ((next.time.getTime() - before.time.getTime()) / 1_000);
  const isStill = metres <= noiseMetres && driven < noiseSpeed;
  const speed = before.speed ?? (isStill ? 0 : driven);
  const isMove = !isStill && metres >= leastMove;
  const heading = before.heading ?? (isMove ? arrivalHeading(before, next) : null);
  return {
    speed: toMph(speed > defaultMotionRules.maxSpeed ? null : speed),
    heading: toHeading(heading === null ? null : heading % 360),
  };
}

function motionOfNewest(before: Fix, previous: Fix | undefined): PastMotion {
  const options = { now: Infinity, rules: defaultMotionRules };
  const present = presentOf(previous ? [previous, before] : [before], options);
  return {
    speed: toMph(present?.fix === before ? present.speed : null),
    heading: toHeading(present?.fix === before ? present.heading : null),
  };
}

/** Where a vehicle was at `time`, in milliseconds, which lies between its two fixes. */
export function pointAt({ before, next }: VehicleFixesAt, time: number): Point {
  const age = time - before.time.getTime();
  if (!next || age <= 0) return { lat: before.lat, lng: before.lng };
  return pointBetween(before, next, age / (next.time.getTime() - before.time.getTime()));
}

/**
 * The point at a part (0 to 1) of the straight way between two fixes in degrees, the short way round
 * the earth; never outside the two.
 */
function pointBetween(from: Fix, to: Fix, part: number): Point {
  const east = ((to.lng - from.lng + 540) % 360) - 180;
  return {
    lat: between(from.lat, to.lat - from.lat, part),
    lng: rounded(wrapLongitude(between(from.lng, east, part)), partsOfDegree),
  };
}

function between(start: number, way: number, part: number): number {
  const value = rounded(start + way * part, partsOfDegree);
  const end = start + way;
  return Math.min(Math.max(value, Math.min(start, end)), Math.max(start, end));
}

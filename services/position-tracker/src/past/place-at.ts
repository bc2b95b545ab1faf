import type { Fix, VehicleFixesAt } from '../fix.ts';
import { motionOf, type Motion } from '../motion.ts';

/** Two fixes further apart say nothing of the way between them: the vehicle stays at the first. */
export const reachMs = 120_000;

/** Interpolated degrees are rounded to so many parts: to a centimetre. */
const partsOfDegree = 1e7;

/** A point on the earth, in degrees. */
export interface Point {
  readonly lat: number;
  readonly lng: number;
}

/**
 * How a vehicle moved between two fixes: as its device measured at the first, else along the way to
 * the second. Where nothing near follows, as it came to its newest fix; else unknown.
 */
export function motionAt({ before, next, previous }: VehicleFixesAt): Motion {
  if (!next) return motionOf(before, previous);
  return motionOf({ ...next, speed: before.speed, heading: before.heading }, before);
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
    lng: toLongitude(between(from.lng, east, part)),
  };
}

function between(start: number, way: number, part: number): number {
  const value = round(start + way * part);
  const end = start + way;
  return Math.min(Math.max(value, Math.min(start, end)), Math.max(start, end));
}

function toLongitude(degrees: number): number {
  if (degrees > 180) return round(degrees - 360);
  return degrees < -180 ? round(degrees + 360) : degrees;
}

function round(degrees: number): number {
  return Math.round(degrees * partsOfDegree) / partsOfDegree;
}

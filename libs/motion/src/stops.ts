import { distanceMetres } from './distance.ts';
import { longitudeBetween, wrapLongitude } from './local-plane.ts';
import type { Place } from './motion-fix.ts';

/** A place where a vehicle was, and when (milliseconds since 1970). */
export interface StayPoint extends Place {
  readonly time: number;
  readonly isStanding: boolean;
}

/** A vehicle stood here from one time to another, in milliseconds since 1970. */
export interface Stop extends Place {
  readonly from: number;
  readonly to: number;
}

/** A shorter halt is a traffic light, in milliseconds. */
export const shortestStopMs = 120_000;

/** Places this near to each other are one, in metres. */
export const stopRadius = 50;

/**
 * Where a vehicle stayed within 50 m for at least two minutes, oldest first. What it did between two
 * fixes of one place belongs to the stop: nothing says that it left. A stop lies in the middle of its
 * places.
 *
 * @param points oldest first, without doubtful fixes.
 */
export function findStops(points: readonly StayPoint[]): readonly Stop[] {
  const stops: Stop[] = [];
  let start = 0;
  while (start < points.length) {
    const end = endOfStay(points, start);
    const [from, to] = [points[start]?.time ?? 0, points[end - 1]?.time ?? 0];
    if (to - from >= shortestStopMs) {
      stops.push({ from, to, ...middleOf(points.slice(start, end)) });
      start = end;
    } else {
      start += 1;
    }
  }
  return stops;
}

/** The index after the last fix of a stay: noise of a standing vehicle does not end it. */
function endOfStay(points: readonly StayPoint[], start: number): number {
  const first = points[start];
  let end = start + 1;
  for (; first && end < points.length; end += 1) {
    const [before, point] = [points[end - 1], points[end]];
    const stands = before?.isStanding === true && point?.isStanding === true;
    if (!point || (!stands && distanceMetres(first, point) > stopRadius)) break;
  }
  return end;
}

/** The mean of the places; longitudes are counted from the first, so that 180° is no border. */
function middleOf(points: readonly Place[]): Place {
  const first = points[0] ?? { lat: 0, lng: 0 };
  let [lat, lng] = [0, 0];
  for (const point of points) {
    lat += point.lat - first.lat;
    lng += longitudeBetween(first.lng, point.lng);
  }
  return {
    lat: first.lat + lat / points.length,
    lng: wrapLongitude(first.lng + lng / points.length),
  };
}

import { distanceMetres, type Place } from '../map/mercator';

/** A place where a vehicle was, and when (milliseconds since 1970). */
interface TimedPlace extends Place {
  readonly time: number;
}

/** A vehicle stood here from one time to another, in milliseconds since 1970. */
export interface Stop extends Place {
  readonly from: number;
  readonly to: number;
}

/** A shorter halt is a traffic light. */
export const shortestStopMs = 2 * 60_000;
/** Places this near to each other are one: the fixes of a standing vehicle wander. */
export const stopRadiusMetres = 50;

/**
 * Where the vehicle stayed within 50 m for at least two minutes, oldest first. `points` are ordered by
 * time. A silence between two near places belongs to the stop: nothing says that the vehicle left. A
 * stop lies in the middle of its places.
 */
export function findStops(points: readonly TimedPlace[]): readonly Stop[] {
  const stops: Stop[] = [];
  let start = 0;
  while (start < points.length) {
    const end = endOfStay(points, start);
    const [from, to] = [points[start]?.time ?? 0, points[end - 1]?.time ?? 0];
    if (to - from >= shortestStopMs) {
      stops.push({ from, to, ...middleOf(points.slice(start, end)) });
      start = end;
    } else {
      start++;
    }
  }
  return stops;
}

/** The index after the last place that is still near to where the stay began. */
function endOfStay(points: readonly TimedPlace[], start: number): number {
  const first = points[start];
  let end = start + 1;
  for (; first && end < points.length; end++) {
    const point = points[end];
    if (!point || distanceMetres(first, point) > stopRadiusMetres) break;
  }
  return end;
}

/** The mean of the places; longitudes are counted from the first, so that 180° is no border. */
function middleOf(points: readonly TimedPlace[]): Place {
  const first = points[0] ?? { lat: 0, lng: 0 };
  let [lat, lng] = [0, 0];
  for (const point of points) {
    lat += point.lat - first.lat;
    lng += wrapDegrees(point.lng - first.lng);
  }
  return {
    lat: first.lat + lat / points.length,
    lng: wrapDegrees(first.lng + lng / points.length),
  };
}

/** Into -180 to 180. */
function wrapDegrees(degrees: number): number {
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}

import { distanceM, offsetM } from './geometry.ts';
import type { Waypoint } from './route.ts';

/** What passengers and load bear in a bend, in m/s² (comfortable driving: 2 to 3). */
const sidewaysMs2 = 2.2;

/** How hard a loaded van speeds up and brakes in normal traffic, in m/s². */
const speedingUpMs2 = 1.3;
const brakingMs2 = 1.8;

/** A bend is judged from this far before it to this far behind: less would be the receiver's noise. */
const bendReachM = 15;

/** Nobody goes round a corner slower than this. */
const slowestBendMs = 2.5;

/** 130 km/h: no vehicle of a fleet is faster, whatever a track says. */
const fastestMs = 130 / 3.6;

/**
 * How fast to be at each waypoint, in m/s: never faster than the limits of the pieces before and
 * behind it, slow enough for the bend there, 0 at the stops, and reachable by speeding up and braking
 * like a careful driver. Between two waypoints the speed changes evenly, so it keeps the limits too.
 */
export function speedProfile(
  waypoints: readonly Waypoint[],
  stops: ReadonlySet<number>,
): Float64Array {
  const lengths = pieceLengths(waypoints);
  const speeds = Float64Array.from(waypoints, (waypoint, i) =>
    stops.has(i)
      ? 0
      : Math.min(
          fastestMs,
          waypoint.limitMs,
          waypoints[i - 1]?.limitMs ?? waypoint.limitMs,
          bendLimit(waypoints, lengths, i),
        ),
  );
  for (let i = 1; i < speeds.length; i++) {
    limitBy(speeds, i, reachable(speeds[i - 1], lengths[i - 1], speedingUpMs2));
  }
  for (let i = speeds.length - 2; i >= 0; i--) {
    limitBy(speeds, i, reachable(speeds[i + 1], lengths[i], brakingMs2));
  }
  return speeds;
}

/** The length of the piece behind each waypoint but the last, in metres. */
export function pieceLengths(waypoints: readonly Waypoint[]): Float64Array {
  return Float64Array.from(waypoints.slice(1), (to, i) => distanceM(waypoints[i] ?? to, to));
}

function limitBy(speeds: Float64Array, at: number, limit: number): void {
  speeds[at] = Math.min(speeds[at] ?? 0, limit);
}

/** v² = v₀² + 2as */
function reachable(speed = 0, lengthM = 0, accelerationMs2: number): number {
  return Math.sqrt(speed * speed + 2 * accelerationMs2 * lengthM);
}

/** v² = a·r, the radius from the angle between the ways into the bend and out of it. */
function bendLimit(waypoints: readonly Waypoint[], lengths: Float64Array, at: number): number {
  const here = waypoints[at];
  const back = reach(waypoints, lengths, { at, step: -1 });
  const ahead = reach(waypoints, lengths, { at, step: 1 });
  if (!here || !back || !ahead) return fastestMs;
  const into = offsetM(back.waypoint, here);
  const out = offsetM(here, ahead.waypoint);
  const cross = into.east * out.north - into.north * out.east;
  const dot = into.east * out.east + into.north * out.north;
  const angle = Math.abs(Math.atan2(cross, dot));
  const radiusM = (back.lengthM + ahead.lengthM) / 2 / Math.max(angle, 1e-6);
  return Math.max(slowestBendMs, Math.sqrt(sidewaysMs2 * radiusM));
}

interface Reach {
  readonly waypoint: Waypoint;
  readonly lengthM: number;
}

function reach(
  waypoints: readonly Waypoint[],
  lengths: Float64Array,
  { at, step }: { readonly at: number; readonly step: 1 | -1 },
): Reach | undefined {
  let found: Reach | undefined;
  for (let i = at + step; !found || found.lengthM < bendReachM; i += step) {
    const waypoint = waypoints[i];
    if (!waypoint) break;
    const piece = lengths[step > 0 ? i - 1 : i] ?? 0;
    found = { waypoint, lengthM: (found?.lengthM ?? 0) + piece };
  }
  return found;
}

import type { Stop } from '@fleetman/motion';
import type { TrackPoint } from './track-point';

/**
 * Since when a vehicle stands at the end of a track, in milliseconds since 1970; `undefined` if it moves
 * there, or if it stood already where the track begins, so that nobody knows.
 *
 * @param points oldest first, without doubtful ones.
 * @param stops those of the track, oldest first.
 */
export function stopUnderWay(
  points: readonly TrackPoint[],
  stops: readonly Stop[],
): number | undefined {
  const [first, last, stop] = [points[0], points.at(-1), stops.at(-1)];
  if (!first || last?.isStanding !== true || stop?.to !== last.time) return undefined;
  return stop.from > first.time ? stop.from : undefined;
}

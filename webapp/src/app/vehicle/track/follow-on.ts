import { distanceMetres, isGap } from '@fleetman/motion';
import type { LivePoint, TrackPoint } from './track-point';

/** So many of a track's last points tell which pauses are usual. */
const usualPoints = 9;

/**
 * A live report after what is known of its vehicle's track, oldest first. The tracker has judged it: a
 * vehicle without speed stands, and one whose speed is unknown did not drive there.
 */
export function followOn(track: readonly TrackPoint[], report: LivePoint): TrackPoint {
  const { lat, lng, time, speedMph } = report;
  const isStanding = speedMph === 0;
  const point = { lat, lng, time, speedMph, isStanding };
  const before = track.at(-1);
  if (!before || speedMph === null) return { ...point, way: 'none', metres: 0 };
  const recent = track.slice(-usualPoints);
  const way = isGap([...recent, report], recent.length) ? 'gap' : 'driven';
  const metres = isStanding && before.isStanding ? 0 : distanceMetres(before, point);
  return { ...point, way, metres };
}

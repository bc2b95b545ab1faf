import { defaultMotionRules, distanceMetres, isVoid, judgeTrack } from '@fleetman/motion';
import type { LivePoint, TrackPoint } from './track-point';

const metresPerSecondInMph = 0.44704;

/**
 * Judges the fixes of a tracker that says only where they are, as that of the Java system does.
 *
 * @param points oldest first, no two of one time.
 * @param now milliseconds since 1970.
 */
export function judgePoints(points: readonly LivePoint[], now: number): readonly TrackPoint[] {
  const fixes = points.map(({ lat, lng, time, speedMph }) => ({
    lat,
    lng,
    time,
    speed: speedMph === null ? undefined : speedMph * metresPerSecondInMph,
  }));
  const judged = judgeTrack(fixes, { now, rules: defaultMotionRules });
  return points.map((point, index) => {
    const { doubt, isStanding, way, metres } = judged[index] ?? unjudged;
    return { ...point, ...(doubt && { doubt }), isStanding, way, metres };
  });
}

const unjudged = { doubt: undefined, isStanding: false, way: 'none', metres: 0 } as const;

/** Joins places without times, of which nobody knows more than their order. */
export function joinPlaces(points: readonly LivePoint[]): readonly TrackPoint[] {
  const places = points.filter((place) => !isVoid(place));
  return places.map((place, index) => {
    const before = places[index - 1];
    if (!before) return { ...place, isStanding: false, way: 'none', metres: 0 };
    return { ...place, isStanding: false, way: 'driven', metres: distanceMetres(before, place) };
  });
}

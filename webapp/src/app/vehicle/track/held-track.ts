import type { TrackPoint } from './track-point';

/** The points that are believed. */
export function believed(points: readonly TrackPoint[]): readonly TrackPoint[] {
  return points.filter(({ doubt }) => doubt === undefined);
}

/**
 * The points as they are drawn: without doubtful ones, and a vehicle that stands stays where its stand
 * began, so that the noise of its receiver is no star of lines.
 */
export function holdStands(points: readonly TrackPoint[]): readonly TrackPoint[] {
  let before: TrackPoint | undefined;
  return believed(points).map((point) => (before = heldAfter(before, point)));
}

/** The point as it is drawn after another one, which is drawn so already. */
function heldAfter(before: TrackPoint | undefined, point: TrackPoint): TrackPoint {
  const isHeld = before?.isStanding === true && point.isStanding && point.metres === 0;
  if (!before || !isHeld || point.way === 'none') return point;
  return { ...point, lat: before.lat, lng: before.lng };
}

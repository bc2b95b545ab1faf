import type { TrackPoint } from '../vehicle/track/track-point';

/** A point of a drive, as our tracker answers it; a test says what matters to it. */
export function aTrackPoint(point: Partial<TrackPoint> = {}): TrackPoint {
  const drive = { time: 0, speedMph: 20, isStanding: false, way: 'driven', metres: 0 } as const;
  return { lat: -29.9, lng: -71.25, ...drive, ...point };
}

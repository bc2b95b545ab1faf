import type { SummaryPoint } from '@fleetman/motion';

/** One fix of a vehicle's history, where it was reported, with what is known of the way to it. */
export interface TrackPoint extends SummaryPoint {
  /** `null` where it is unknown, as for a first fix. */
  readonly speedMph: number | null;
}

/** What a vehicle reports live; its history says more of it later. */
export type LivePoint = Pick<TrackPoint, 'lat' | 'lng' | 'time' | 'speedMph'>;

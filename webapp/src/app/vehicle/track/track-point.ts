import type { AnsweredField, Measurements } from '@fleetman/contract';
import type { SummaryPoint } from '@fleetman/motion';

/** What a device measured of itself and its vehicle with a fix, in the units of the contract's `reportFields`. */
export type DeviceSaid = Pick<Measurements, AnsweredField>;

/** One fix of a vehicle's history, where it was reported, with what is known of the way to it. */
export interface TrackPoint extends SummaryPoint {
  /** `null` where it is unknown, as for a first fix. */
  readonly speedMph: number | null;
  /** What the device said besides, of a history that was asked for it. */
  readonly said?: DeviceSaid;
}

/** What a vehicle reports live; its history says more of it later. */
export type LivePoint = Pick<TrackPoint, 'lat' | 'lng' | 'time' | 'speedMph'>;

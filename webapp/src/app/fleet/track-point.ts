/** One fix of a vehicle's history. */
export interface TrackPoint {
  readonly lat: number;
  readonly lng: number;
  /** When the vehicle was there, in milliseconds since 1970. */
  readonly time: number;
  /** `null` where it is unknown, as for a first fix. */
  readonly speedMph: number | null;
}

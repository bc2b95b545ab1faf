/** A place on the globe, WGS84 degrees. */
export interface Place {
  readonly lat: number;
  readonly lng: number;
}

/** What motion is worked out from: where a vehicle was at one time, as its device reported it. */
export interface MotionFix extends Place {
  /** When, by the device's clock: milliseconds since 1970, or a `Date`. */
  readonly time: Date | number;
  /** Metres a second, if the device measures it. */
  readonly speed?: number | undefined;
  /** Degrees clockwise from north, if the device measures it. */
  readonly heading?: number | undefined;
  /** The radius in metres within which the vehicle is with about 68 %, if the device states it. */
  readonly accuracy?: number | undefined;
}

/** The time of a fix in milliseconds since 1970. */
export function timeOf(fix: Pick<MotionFix, 'time'>): number {
  return fix.time.valueOf();
}

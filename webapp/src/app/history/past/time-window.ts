/** A part of the time line, in milliseconds since 1970. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

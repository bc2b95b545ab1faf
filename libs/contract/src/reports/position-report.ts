import type { OptionalFields } from './report-fields.ts';

/**
 * What a vehicle sends, read and checked: where it was and when, by its own clock, and what it measured
 * beside. WGS84 degrees.
 */
export interface PositionReport extends OptionalFields {
  readonly vehicle: string;
  readonly lat: number;
  readonly lng: number;
  readonly time: Date;
}

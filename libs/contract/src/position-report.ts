import * as z from 'zod';
import { instant } from './instant.ts';
import { vehicleName } from './vehicle-name.ts';

/** No tracker is older than satellite navigation for everybody; an earlier time is a reset clock. */
export const earliestReportTime = new Date('2000-01-01T00:00:00.000Z');

/** A decimal number, as JSON or as the Java system's string of digits. */
const decimalString = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;

const decimal = z.preprocess(
  (value) => (typeof value === 'string' && decimalString.test(value) ? Number(value) : value),
  z.number(),
);

const between = (least: number, most: number) =>
  decimal.refine((value) => value >= least && value <= most, {
    message: `expected a number from ${least} to ${most}`,
  });

/** The Java system calls the longitude `long`. */
function fromJavaSpelling(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { long, ...rest } = value as Record<string, unknown>;
  return long === undefined || 'lng' in rest ? value : { ...rest, lng: long };
}

/**
 * What a vehicle sends: where it is and when. WGS84 degrees; `time` is the device's own clock.
 * `speed` in metres a second, `heading` in degrees clockwise from north, `accuracy` in metres are for
 * devices that measure them. Unknown fields are ignored. The Java system's spelling (`long`, numbers
 * as strings, zone `+0000`) is read too.
 */
export const positionReport = z.preprocess(
  fromJavaSpelling,
  z.object({
    vehicle: vehicleName,
    lat: between(-90, 90),
    lng: between(-180, 180),
    time: instant,
    speed: between(0, 1_000).optional(),
    heading: between(0, 360).optional(),
    accuracy: between(0, 1_000_000).optional(),
  }),
);

/** One position report, read and checked. */
export interface PositionReport {
  readonly vehicle: string;
  readonly lat: number;
  readonly lng: number;
  readonly time: Date;
  /** Metres a second, measured by the device. */
  readonly speed?: number | undefined;
  /** Degrees clockwise from north, measured by the device. */
  readonly heading?: number | undefined;
  /** Metres. */
  readonly accuracy?: number | undefined;
}

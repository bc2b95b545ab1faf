import * as z from 'zod';
import { instant } from './instant.ts';
import { vehicleName } from './vehicle-name.ts';

/** No tracker is older than satellite navigation for everybody; an earlier time is a reset clock. */
export const earliestReportTime = new Date('2000-01-01T00:00:00.000Z');

/** A decimal number as a string of digits, as the Java system writes it; `''` is none. */
const decimalString = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;

function readDecimal(value: unknown): unknown {
  return typeof value === 'string' && decimalString.test(value) ? Number(value) : value;
}

function between(least: number, most: number) {
  const message = `expected a number from ${least} to ${most}`;
  return z.preprocess(readDecimal, z.number(message).min(least, message).max(most, message));
}

/** A device that has a field but no value for it sends null. */
function optionalBetween(least: number, most: number) {
  return z.preprocess((value) => value ?? undefined, between(least, most).optional()).optional();
}

/** The Java system calls the longitude `long`. */
function fromJavaSpelling(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { long, ...rest } = value as Record<string, unknown>;
  return long === undefined || 'lng' in rest ? value : { ...rest, lng: long };
}

/**
 * What a vehicle sends: where it is and when. WGS84 degrees; `time` is the device's own clock.
 * `speed` in metres a second, `heading` in degrees clockwise from north, `accuracy` in metres are for
 * devices that measure them, absent or null otherwise. Unknown fields are ignored. The Java system's
 * spelling (`long`, numbers as strings, zone `+0000`) is read too.
 */
export const positionReport = z.preprocess(
  fromJavaSpelling,
  z.object(
    {
      vehicle: vehicleName,
      lat: between(-90, 90),
      lng: between(-180, 180),
      time: instant,
      speed: optionalBetween(0, 1_000),
      heading: optionalBetween(0, 360),
      accuracy: optionalBetween(0, 1_000_000),
    },
    'expected an object with vehicle, lat, lng and time',
  ),
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

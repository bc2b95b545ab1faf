import { vehicleName } from '@fleetman/contract';

/** A place on a track, WGS84 degrees. */
export interface TrackPoint {
  readonly lat: number;
  readonly lng: number;
  /** The legal speed from here to the next point, where the track knows it. */
  readonly speedKmh?: number | undefined;
}

/** A way to drive: at least two points, in the order of driving. */
export interface Track {
  /** Of the vehicle that drives it. */
  readonly name: string;
  readonly points: readonly TrackPoint[];
}

/** Leaves room for a blank and a number of 5 digits: `City Truck 49999` is a vehicle's name as well. */
const longestTrackName = 94;

/**
 * The name of the vehicle on a track, from the file's name: `city_truck.gpx` → `City Truck`, the same
 * for every format. `undefined` where that is no name that a vehicle can have.
 */
export function trackNameOf(file: string): string | undefined {
  const words = file
    .replace(/\.[^.]*$/, '')
    .split('_')
    .filter((word) => word !== '');
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  const isName = vehicleName.safeParse(name).success && name.length <= longestTrackName;
  return isName ? name : undefined;
}

const decimal = /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\s*$/;

/**
 * Reads a number of a track file that must lie in a range.
 *
 * @throws Error that says what was given and what was expected; the caller knows file and line.
 */
export function readNumber(
  field: string,
  text: string | undefined,
  [least, most]: readonly [number, number],
): number {
  const value = text !== undefined && decimal.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  const given = text === undefined ? 'nothing' : `"${text.slice(0, 40)}"`;
  throw new Error(`${field}: ${given} given, expected a number from ${least} to ${most}`);
}

/** The latitudes and longitudes of the globe. */
export const globe = { lat: [-90, 90], lng: [-180, 180] } as const;

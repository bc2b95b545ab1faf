import type { SpeedUnit } from './preferences';

const kilometresInMile = 1.609344;

/** A speed as a whole number in the unit; a dash where it is unknown. */
export function formatSpeed(speedMph: number | null, unit: SpeedUnit): string {
  if (speedMph === null) return '–';
  return String(Math.round(unit === 'mph' ? speedMph : speedMph * kilometresInMile));
}

/** A distance in miles or kilometres, whichever goes with the speeds. */
export function formatDistance(metres: number, unit: SpeedUnit): string {
  const kilometres = metres / 1_000;
  const value = unit === 'mph' ? kilometres / kilometresInMile : kilometres;
  return `${value.toFixed(value < 100 ? 1 : 0)} ${unit === 'mph' ? 'mi' : 'km'}`;
}

/** How long ago, in the largest unit that fits; a clock that is a little ahead counts as now. */
export function formatAge(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 5) return 'now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 48 * 3_600) return `${Math.floor(seconds / 3_600)} h ago`;
  return `${Math.floor(seconds / 86_400)} days ago`;
}

const compassPoints = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'];

/** The nearest of the eight compass points; a dash where the heading is unknown. */
export function formatHeading(degrees: number | null): string {
  if (degrees === null) return '–';
  return compassPoints[Math.round(degrees / 45) % 8] ?? '–';
}

import type { SpeedUnit } from './preferences';

const kilometresInMile = 1.609344;

/** A speed in the unit that was chosen. */
export function toSpeedUnit(speedMph: number, unit: SpeedUnit): number {
  return unit === 'mph' ? speedMph : speedMph * kilometresInMile;
}

/** A speed as a whole number in the unit; a dash where it is unknown. */
export function formatSpeed(speedMph: number | null, unit: SpeedUnit): string {
  return speedMph === null ? '–' : String(Math.round(toSpeedUnit(speedMph, unit)));
}

/** A distance in miles or kilometres, whichever goes with the unit of speed. */
export function toDistanceUnit(metres: number, unit: SpeedUnit): number {
  const kilometres = metres / 1_000;
  return unit === 'mph' ? kilometres / kilometresInMile : kilometres;
}

import { pickAnswered, type VehiclePosition } from '@fleetman/contract';
import { presentOf, type JudgeOptions } from '@fleetman/motion';
import type { VehicleFixes } from './fix.ts';
import { toDegrees, toHeading, toMph } from './units.ts';

/**
 * A vehicle's position as REST and the live feed state it, in the field order of the Java system;
 * `undefined` while it has reported no place that can be believed.
 */
export function positionOf(
  { vehicle, fixes }: VehicleFixes,
  options: JudgeOptions,
): VehiclePosition | undefined {
  const present = presentOf(fixes, options);
  if (!present) return undefined;
  const { fix, place, speed, heading, isStanding } = present;
  const { lat, lng } = isStanding ? rounded(place) : fix;
  return {
    name: vehicle,
    lat,
    longitude: lng,
    timestamp: fix.time.toISOString(),
    speed: toMph(speed),
    heading: toHeading(heading),
    ...pickAnswered(fix),
  };
}

function rounded({ lat, lng }: { readonly lat: number; readonly lng: number }) {
  return { lat: toDegrees(lat), lng: toDegrees(lng) };
}

import { standingMph } from '../map/speed-classes';

/** What a vehicle does, as far as its last report tells. */
export const vehicleStates = ['moving', 'stopped', 'silent'] as const;
export type VehicleState = (typeof vehicleStates)[number];

/** `speedMph` is NaN where it is unknown: a first fix, which stands as far as anybody can tell. */
export function vehicleStateOf(
  speedMph: number,
  ageMs: number,
  silentAfterMs: number,
): VehicleState {
  if (ageMs > silentAfterMs) return 'silent';
  return speedMph >= standingMph ? 'moving' : 'stopped';
}

import { stoppedMph } from './speed-classes';

/** What one can look for. */
export const knownStates = ['moving', 'stopped', 'silent'] as const;
export type KnownState = (typeof knownStates)[number];
/** What a vehicle does, as far as its last report tells; unknown after a first fix without a speed. */
export type VehicleState = KnownState | 'unknown';

/** `speedMph` is NaN where it is unknown. */
export function vehicleStateOf(
  speedMph: number,
  ageMs: number,
  silentAfterMs: number,
): VehicleState {
  if (ageMs > silentAfterMs) return 'silent';
  if (Number.isNaN(speedMph)) return 'unknown';
  return speedMph >= stoppedMph ? 'moving' : 'stopped';
}

import type { VehicleFixesAt } from '../../fixes/fix.ts';
import type { KnownVehicle, NewestMemory } from './newest-memory.ts';

/** A fleet at a past time, as far as the newest fixes tell. */
interface StandingAt {
  /** Those that have not reported since. */
  readonly standing: readonly VehicleFixesAt[];
  /** Those that have. */
  readonly moving: readonly KnownVehicle[];
}

/**
 * Splits the fleet into vehicles whose newest fix is at a time or before, and those whose place then has to be
 * looked for. Times in milliseconds; what is older than `oldest` counts as gone.
 */
export function standingAt(memory: NewestMemory, time: number, oldest: number): StandingAt {
  const standing: VehicleFixesAt[] = [];
  const moving: KnownVehicle[] = [];
  for (const vehicle of memory.known(oldest)) {
    const isStanding = vehicle.newest <= time;
    const fixes = isStanding ? standingFixes(memory, vehicle.name, oldest) : undefined;
    if (fixes) standing.push(fixes);
    else if (!isStanding) moving.push(vehicle);
  }
  return { standing, moving };
}

/** A vehicle's two newest fixes, without those that are older than the retention. */
function standingFixes(
  memory: NewestMemory,
  vehicle: string,
  oldest: number,
): VehicleFixesAt | undefined {
  const [previous, before] = memory.heldOf(vehicle)?.fixes.slice(-2) ?? [];
  if (!previous) return undefined;
  if (!before) return { vehicle, before: previous, previous: undefined };
  return { vehicle, before, previous: previous.time.getTime() >= oldest ? previous : undefined };
}

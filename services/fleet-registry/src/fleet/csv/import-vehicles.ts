import type { VehicleImport } from '@fleetman/contract/registry';
import type { FleetKeeper } from '../fleet-keeper.ts';
import { planImport } from './plan-import.ts';
import { readVehicleRows } from './read-vehicle-rows.ts';

/** Takes the vehicles of a file over with one write. What is wrong is named by its line, and changes nothing. */
export async function importVehicles(
  text: string,
  by: string,
  fleet: FleetKeeper,
): Promise<VehicleImport> {
  const { rows, problems } = readVehicleRows(text);
  const {
    imported,
    updated,
    problems: bad,
  } = await fleet.putAll((known) => planImport(rows, known), by);
  return {
    imported,
    updated,
    problems: [...problems, ...bad].sort((one, other) => one.line - other.line),
  };
}

import { vehicleRecord, type Vehicle, type VehicleChange } from '@fleetman/contract/registry';

/** The record that a change makes of a vehicle, without what is unset. */
export function vehicleOf(id: string, change: VehicleChange): Vehicle {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return vehicleRecord.parse({ name: id, ...Object.fromEntries(given), id });
}

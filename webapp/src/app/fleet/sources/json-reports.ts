import type { FleetUpdate } from '@fleetman/contract';
import { FleetTable } from '../fleet-table';
import type { FleetPositions } from '../position-source';
import { toVehicle } from '../../vehicle/vehicle';

/** Reads what a gateway sends that knows no frames; entries that are no positions are left out. */
export function readFleetUpdate({ now, vehicles }: FleetUpdate): FleetPositions {
  const sentAt = Date.parse(now);
  return {
    sentAt: Number.isFinite(sentAt) ? sentAt : Date.now(),
    reports: FleetTable.of(vehicles.map(toVehicle).filter((vehicle) => vehicle !== undefined)),
  };
}

import type { HistoryPosition, VehiclePosition } from '@fleetman/contract';
import type { Fix, VehicleFixes } from './fix.ts';
import { headingDegrees, speedMph } from './speed.ts';
import type { HistoryFixes } from './store/position-store.ts';

/** A vehicle's place as REST and the live feed state it, in the field order of the Java system. */
export function positionOf({ vehicle, newest, previous }: VehicleFixes): VehiclePosition {
  return {
    ...historyPositionOf(vehicle, newest, previous),
    heading: headingDegrees(newest, previous),
  };
}

/** A history as REST states it: each fix with the speed from the one before it. */
export function historyOf(vehicle: string, history: HistoryFixes): HistoryPosition[] {
  const { fixes, before } = history;
  return fixes.map((fix, index) => historyPositionOf(vehicle, fix, fixes[index + 1] ?? before));
}

function historyPositionOf(name: string, fix: Fix, previous: Fix | undefined): HistoryPosition {
  return {
    name,
    lat: fix.lat,
    longitude: fix.lng,
    timestamp: fix.time.toISOString(),
    speed: speedMph(fix, previous),
  };
}

import type { HistoryPosition, VehiclePosition } from '@fleetman/contract';
import type { Fix, VehicleFixes } from './fix.ts';
import { motionOf } from './motion.ts';
import type { HistoryFixes } from './store/position-store.ts';

/** A vehicle's place as REST and the live feed state it, in the field order of the Java system. */
export function positionOf({ vehicle, newest, previous }: VehicleFixes): VehiclePosition {
  const { accuracy } = newest;
  return {
    ...placeOf(vehicle, newest),
    ...motionOf(newest, previous),
    ...(accuracy !== undefined && { accuracy }),
  };
}

/** A history as REST states it: each fix with the speed from the one before it. */
export function historyOf(vehicle: string, { fixes, before }: HistoryFixes): HistoryPosition[] {
  return fixes.map((fix, index) => ({
    ...placeOf(vehicle, fix),
    speed: motionOf(fix, fixes[index + 1] ?? before).speed,
  }));
}

function placeOf(name: string, { lat, lng, time }: Fix) {
  return { name, lat, longitude: lng, timestamp: time.toISOString() };
}

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

/**
 * A history as REST states it: each fix with the speed from the one before it. Where `indexes` are
 * given, only those fixes, with the speeds that they have among all.
 */
export function historyOf(
  vehicle: string,
  { fixes, before }: HistoryFixes,
  indexes: Iterable<number> = fixes.keys(),
): HistoryPosition[] {
  const history: HistoryPosition[] = [];
  for (const index of indexes) {
    const fix = fixes[index];
    if (!fix) continue;
    const { speed } = motionOf(fix, fixes[index + 1] ?? before);
    history.push({ ...placeOf(vehicle, fix), speed });
  }
  return history;
}

function placeOf(name: string, { lat, lng, time }: Fix) {
  return { name, lat, longitude: lng, timestamp: time.toISOString() };
}

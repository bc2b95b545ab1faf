import {
  distanceMetres,
  isReachable,
  isVoid,
  judgeTrack,
  type MotionRules,
} from '@fleetman/motion';
import type { Fix, VehicleFixesAt } from '../fixes/fix.ts';
import type { PositionStore } from '../store/position-store.ts';
import { reachMs } from './place-at.ts';

/** So far back a believed fix is looked for, in fixes. */
const farthestLook = 100;

/** Vehicles that are looked at more closely at once. */
const together = 8;

/**
 * Where every vehicle was at a time, from fixes that are believed. Few vehicles have a doubtful fix
 * just around a time: those alone are read again, with their neighbours, and judged.
 */
export async function believedAt(
  store: PositionStore,
  time: Date,
  rules: MotionRules,
): Promise<readonly VehicleFixesAt[]> {
  const fleet = await store.at(time, reachMs);
  const suspects = fleet.filter((fixes) => isSuspicious(fixes, rules));
  if (suspects.length === 0) return fleet;
  const mended = new Map<string, VehicleFixesAt | undefined>();
  const rest = suspects[Symbol.iterator]();
  const worker = async () => {
    for (const { vehicle } of rest)
      mended.set(vehicle, await judgedAt(store, vehicle, time, rules));
  };
  await Promise.all(Array.from({ length: together }, worker));
  return fleet.flatMap((fixes) =>
    mended.has(fixes.vehicle) ? (mended.get(fixes.vehicle) ?? []) : fixes,
  );
}

/** Whether a closer look may find that one of the fixes is doubtful. */
function isSuspicious({ before, next, previous }: VehicleFixesAt, rules: MotionRules): boolean {
  const fixes = [previous, before, next].filter((fix) => fix !== undefined);
  return fixes.some((fix, index) => {
    if (isVoid(fix) || (fix.accuracy ?? 0) > rules.maxInaccuracy) return true;
    const other = fixes[index - 1];
    return other !== undefined && !isReachable(other, fix, distanceMetres(other, fix), rules);
  });
}

async function judgedAt(
  store: PositionStore,
  vehicle: string,
  time: Date,
  rules: MotionRules,
): Promise<VehicleFixesAt | undefined> {
  const { fixes, after } = await store.history(vehicle, { until: time, limit: farthestLook });
  const track = [...fixes.toReversed(), ...after];
  const judged = judgeTrack(track, { now: Infinity, rules });
  const believed = track.filter((_, index) => judged[index]?.doubt === undefined);
  const index = believed.findLastIndex((fix) => fix.time <= time);
  const [previous, before, next] = [believed[index - 1], believed[index], believed[index + 1]];
  if (!before) return undefined;
  if (!next) return { vehicle, before, previous };
  return isNear(before, next) ? { vehicle, before, next } : { vehicle, before };
}

function isNear(before: Fix, next: Fix): boolean {
  return next.time.getTime() - before.time.getTime() <= reachMs;
}

import { defaultMotionRules, isVoid, newestFixes } from '@fleetman/motion';
import type { Fix } from './fix.ts';

/** Besides the newest fixes so many of the newest accurate ones are kept, in case all others are coarse. */
const accurateFixes = 2;

/** A fix that is less accurate than this, in metres, is coarse. */
const coarseAbove = defaultMotionRules.maxInaccuracy;

/**
 * Those fixes that a vehicle's present position needs: the ten newest that have a place, and the two
 * newest that are accurate. What is kept of two sets together is what is kept of that which was kept of
 * each, so that order and repetition do not matter.
 *
 * @param fixes oldest first, no two of one time.
 */
export function keptFixes(fixes: readonly Fix[]): readonly Fix[] {
  const placed = fixes.filter((fix) => !isVoid(fix));
  const newest = placed.slice(-newestFixes);
  const accurate = placed.filter((fix) => !isCoarse(fix)).slice(-accurateFixes);
  return [...accurate.filter((fix) => !newest.includes(fix)), ...newest];
}

/** Whether fixes older than all these can add nothing to those that are kept. */
export function isAllKnown(fixes: readonly Fix[]): boolean {
  const placed = fixes.filter((fix) => !isVoid(fix));
  const accurate = placed.filter((fix) => !isCoarse(fix));
  return placed.length >= newestFixes && accurate.length >= accurateFixes;
}

function isCoarse({ accuracy }: Fix): boolean {
  return accuracy !== undefined && accuracy > coarseAbove;
}

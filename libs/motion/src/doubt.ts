import { timeOf, type MotionFix } from './motion-fix.ts';
import { aheadToleranceMs, coarseReachMs, type MotionRules } from './motion-rules.ts';
import { markJumps } from './jumps.ts';

/** Why a fix is not believed; all other fixes are. */
export const doubts = [
  /** Exactly 0,0, or not on the globe: the device had no place. */
  'void',
  /** Less accurate than the rules allow, with better fixes near in time. */
  'coarse',
  /** Too far away to have been reached, and left at once or not confirmed yet. */
  'jump',
  /** Later than now: the device's clock is ahead. */
  'ahead',
] as const;

/** One of {@link doubts}. */
export type Doubt = (typeof doubts)[number];

/** Nearer to 0,0 than this, in degrees (1 m), a place is 0,0 in a format with few digits. */
const voidDegrees = 1e-5;

/** Whether a place is none: 0,0 or outside of the globe. */
export function isVoid({ lat, lng }: MotionFix): boolean {
  if (!(Math.abs(lat) <= 90 && Math.abs(lng) <= 180)) return true;
  return Math.abs(lat) < voidDegrees && Math.abs(lng) < voidDegrees;
}

/**
 * Why each fix of a track is doubtful, `undefined` for those that are not. What is said of a fix
 * depends on those near it only: on up to `neighboursBefore` before it and `neighboursAfter` after it.
 *
 * @param fixes oldest first, no two of one time.
 * @param now milliseconds since 1970.
 */
export function findDoubts(
  fixes: readonly MotionFix[],
  now: number,
  rules: MotionRules,
): (Doubt | undefined)[] {
  const found = fixes.map((fix): Doubt | undefined => {
    if (isVoid(fix)) return 'void';
    return timeOf(fix) > now + aheadToleranceMs ? 'ahead' : undefined;
  });
  markCoarse(fixes, found, rules);
  markJumps(fixes, found, rules);
  return found;
}

/** Whether a fix is too coarse to be believed beside better ones. */
function isCoarse({ accuracy }: MotionFix, { maxInaccuracy }: MotionRules): boolean {
  return accuracy !== undefined && accuracy > maxInaccuracy;
}

function markCoarse(
  fixes: readonly MotionFix[],
  found: (Doubt | undefined)[],
  rules: MotionRules,
): void {
  if (!fixes.some((fix) => isCoarse(fix, rules))) return;
  markCoarseAfter(fixes.keys());
  markCoarseAfter(Array.from(fixes.keys()).reverse());

  /** Marks those that come soon enough after a better one, in the given order. */
  function markCoarseAfter(indexes: Iterable<number>): void {
    let better = Infinity;
    for (const index of indexes) {
      const fix = fixes[index];
      if (!fix || found[index] === 'void' || found[index] === 'ahead') continue;
      if (!isCoarse(fix, rules)) better = timeOf(fix);
      else if (Math.abs(timeOf(fix) - better) <= coarseReachMs) found[index] = 'coarse';
    }
  }
}

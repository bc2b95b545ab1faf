import { findDoubts } from './doubt.ts';
import { FixWindow } from './fix-window.ts';
import type { MotionFix } from './motion-fix.ts';
import type { JudgeOptions } from './judge-track.ts';
import { motionIn, type VehicleMotion } from './vehicle-motion.ts';

/** Where a vehicle is now. */
export interface Present<F extends MotionFix> extends VehicleMotion {
  /** The newest fix that is not doubtful. */
  readonly fix: F;
}

/**
 * Where a vehicle is now, from its newest fixes (`newestFixes` of them are enough) and nothing else, so
 * that every replica says the same in whatever order they came. Fixes ahead of now count only while
 * there is no other; `undefined` if none can be believed.
 *
 * @param fixes oldest first, no two of one time.
 */
export function presentOf<F extends MotionFix>(
  fixes: readonly F[],
  { now, rules }: JudgeOptions,
): Present<F> | undefined {
  const found = findDoubts(fixes, now, rules);
  const believed = fixes.filter((_, index) => found[index] === undefined);
  if (believed.length === 0 && found.includes('ahead') && Number.isFinite(now)) {
    return presentOf(fixes, { now: Infinity, rules });
  }
  const fix = believed.at(-1);
  if (!fix) return undefined;
  const window = new FixWindow(believed).moveTo(believed.length - 1);
  return { fix, ...motionIn(window, rules) };
}

import { medianOf } from './fix-window.ts';
import { timeOf, type MotionFix } from './motion-fix.ts';
import { gapMs } from './motion-rules.ts';

/** The usual interval of a vehicle is the median of so many before and after, if that many are known. */
const intervalsBefore = 8;
const intervalsAfter = 4;
const leastIntervals = 3;

/** A pause is as usual up to so many times the usual interval. */
const usualFactor = 2;

/**
 * Whether nobody knows which way a vehicle took to fix number `index` from the one before it: there was
 * none for more than five minutes, and that is more than twice as long as usual for this vehicle. One that
 * reports every ten minutes has no gaps.
 *
 * @param track oldest first, without doubtful fixes; what follows `index` may be missing.
 */
export function isGap(track: readonly Pick<MotionFix, 'time'>[], index: number): boolean {
  const pause = intervalTo(track, index);
  if (pause === undefined || pause <= gapMs) return false;
  const others: number[] = [];
  for (let at = index - intervalsBefore; at <= index + intervalsAfter; at += 1) {
    const interval = at === index ? undefined : intervalTo(track, at);
    if (interval !== undefined) others.push(interval);
  }
  return others.length < leastIntervals || pause > usualFactor * medianOf(others);
}

function intervalTo(track: readonly Pick<MotionFix, 'time'>[], index: number): number | undefined {
  const [before, fix] = [track[index - 1], track[index]];
  return before && fix && timeOf(fix) - timeOf(before);
}

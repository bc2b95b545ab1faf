import type { JudgedFix } from './judge-track.ts';
import { timeOf, type MotionFix } from './motion-fix.ts';
import { coarseReachMs, type MotionRules } from './motion-rules.ts';

/** A fix and what was said of it. */
export interface JudgedMotion {
  readonly fix: MotionFix;
  readonly judged: Pick<JudgedFix, 'doubt'>;
}

/**
 * How many fixes at one end of a judged track may be judged otherwise once it is known what lies beyond that
 * end; all of them where there are too few to tell. What lies further inside is judged for good: between it
 * and the end there are `believed` fixes that are not doubtful and, before those, an accurate one or ten
 * minutes, beyond which no better fix makes a coarse one doubtful.
 *
 * @param track from that end inwards.
 * @param believed `neighboursBefore` at the oldest end, `neighboursAfter` at the newest.
 */
export function openEnd(
  track: readonly JudgedMotion[],
  believed: number,
  rules: MotionRules,
): number {
  let isSure = false;
  let count = 0;
  for (const [index, own] of track.entries()) {
    isSure ||= isAccurate(own, rules) || isOutOfReach(own, track[0]);
    if (isSure && own.judged.doubt === undefined) count += 1;
    if (count >= believed) return index + 1;
  }
  return track.length;
}

/**
 * How many fixes beside an end of a judged track are needed to judge what comes beyond that end as if all were
 * there; all of them where there are too few to tell.
 *
 * @param track from that end inwards.
 * @param believed as of {@link openEnd}, for the other side.
 */
export function neededBeside(
  track: readonly JudgedMotion[],
  believed: number,
  rules: MotionRules,
): number {
  let isSure = false;
  let count = 0;
  for (const [index, own] of track.entries()) {
    const isBetter = isAccurate(own, rules);
    isSure ||= isBetter || isOutOfReach(own, track[0]);
    if (own.judged.doubt === undefined) count += 1;
    // Then those that were counted are judged alike without what lies further inside.
    const isEnd = isBetter || isOutOfReach(own, track.at(-1));
    if (isSure && isEnd && count >= believed) return index + 1;
  }
  return track.length;
}

/** Whether a fix makes coarse ones near it doubtful. */
function isAccurate({ fix, judged }: JudgedMotion, { maxInaccuracy }: MotionRules): boolean {
  const isPlaced = judged.doubt !== 'void' && judged.doubt !== 'ahead';
  return isPlaced && (fix.accuracy ?? 0) <= maxInaccuracy;
}

/** Whether nothing beyond another fix makes this one doubtful for being coarse. */
function isOutOfReach({ fix }: JudgedMotion, other: JudgedMotion | undefined): boolean {
  return other !== undefined && Math.abs(timeOf(fix) - timeOf(other.fix)) >= coarseReachMs;
}

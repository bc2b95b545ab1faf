import { timeOf, type MotionFix } from './motion-fix.ts';
import type { MotionRules } from './motion-rules.ts';

/** How far a place may be off if the device does not state an accuracy, in metres. */
const usualAccuracy = 15;

/** No accuracy excuses more than this, in metres. */
const mostSlack = 1_000;

/** Whether a vehicle can have driven so many metres in the time between two fixes. */
export function isReachable(
  from: MotionFix,
  to: MotionFix,
  metres: number,
  { maxSpeed }: MotionRules,
): boolean {
  const seconds = Math.abs(timeOf(to) - timeOf(from)) / 1_000;
  return metres <= maxSpeed * seconds + slackMetres(from) + slackMetres(to);
}

/** How far a place may be off, in metres: twice its accuracy, which makes 95 % out of 68 %. */
function slackMetres({ accuracy }: MotionFix): number {
  return Math.min(2 * (accuracy ?? usualAccuracy), mostSlack);
}

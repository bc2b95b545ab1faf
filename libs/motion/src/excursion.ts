import { distanceMetres } from './distance.ts';
import { timeOf, type MotionFix } from './motion-fix.ts';
import { standingRadius } from './motion-rules.ts';

/** Two fixes of a vehicle at rest hardly ever lie farther apart than this, in metres… */
const restMetres = 2 * standingRadius;

/** …and a single one of a poor receiver, whose error is 10 m, not so far from those beside it. */
const errorMetres = 70;

/**
 * More than a vehicle drives off and brakes with if it also has to turn round, in metres a second
 * squared: a loaded lorry drives off with 1, a car at full throttle with 3.
 */
const mostPull = 2;

/**
 * Whether a fix lies away from a place where the vehicle rested before and after it, too far to drive
 * there and back meanwhile: who drives off, brakes, and is at rest again after T seconds has come a T² / 4
 * at most, with acceleration a. Receivers between walls do so while a vehicle is parked.
 *
 * @param legs the metres from each fix to the next, up to `index`.
 */
export function isExcursion(
  track: readonly MotionFix[],
  legs: readonly number[],
  index: number,
): boolean {
  const [legIn, legOut] = [legs[index - 1] ?? 0, legs[index] ?? 0];
  // Nearly always so: what is none costs nothing.
  if (index < 2 || legIn < errorMetres || legOut < errorMetres) return false;
  if ((legs[index - 2] ?? 0) > restMetres) return false;
  const [before, fix, after, last] = track.slice(index - 1, index + 3);
  if (!before || !fix || !after || !last) return false;
  if (legIn <= reachMetres(before, fix) && legOut <= reachMetres(fix, after)) return false;
  return distanceMetres(before, after) <= restMetres && distanceMetres(after, last) <= restMetres;
}

/** How far one comes from rest to rest, with the error of both places. */
function reachMetres(from: MotionFix, to: MotionFix): number {
  const seconds = (timeOf(to) - timeOf(from)) / 1_000;
  return errorMetres + (mostPull * seconds * seconds) / 4;
}

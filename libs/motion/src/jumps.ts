import { distanceMetres } from './distance.ts';
import type { Doubt } from './doubt.ts';
import { isExcursion } from './excursion.ts';
import { toPlane } from './local-plane.ts';
import { timeOf, type MotionFix } from './motion-fix.ts';
import type { MotionRules } from './motion-rules.ts';
import { isReachable } from './reachable.ts';

/** Fixes on each side of a suspect that are asked whether they agree with it. */
const witnesses = 4;

/** More fixes elsewhere are a place where the vehicle was. */
const mostAway = 4;

/** A spike is longer than this on both sides, in metres; anything shorter may be noise. */
const leastSpikeMetres = 100;

/** The way over a spike is so many times as long as the way past it. */
const leastDetour = 3;

/** More than any vehicle brakes or accelerates, in metres a second squared: 1 g. */
const mostAcceleration = 9.81;

/**
 * Marks the fixes of a track that were reached and left only faster than the rules allow, or reached so
 * and not confirmed yet. Two fixes after each other that agree make a new place true.
 *
 * A fix with a neighbour that agrees is believed, unless it is the tip of a spike that no vehicle can
 * drive, or an excursion of a vehicle at rest. One without is judged by its witnesses: of several suspects side by side, as where a receiver
 * flips between two places, the one with which most others agree is believed. A few that agree with each other only
 * are believed until the vehicle is back where it was, faster than it drives.
 */
export function markJumps(
  fixes: readonly MotionFix[],
  found: (Doubt | undefined)[],
  rules: MotionRules,
): void {
  const isWhole = found.every((doubt) => doubt === undefined);
  const rest = isWhole ? undefined : [...fixes.keys()].filter((at) => found[at] === undefined);
  const track = rest ? rest.flatMap((index) => fixes[index] ?? []) : fixes;
  // A typed array of more than 64 bytes lies outside of the heap, which costs more than all else here.
  const legs: number[] = [];
  /** The indexes of fixes that do not agree with the next one. */
  const breaks: number[] = [];
  let agreesWithLast = false;
  for (let index = 0; index < track.length; index += 1) {
    const [fix, next] = [track[index], track[index + 1]];
    if (!fix) continue;
    const leg = next ? distanceMetres(fix, next) : Infinity;
    legs.push(leg);
    const agreesWithNext = next !== undefined && isReachable(fix, next, leg, rules);
    const isJump =
      agreesWithLast || agreesWithNext
        ? isSpike(track, legs, index, rules) || isExcursion(track, legs, index)
        : track.length > 1 && !isVindicated(track, index, rules);
    if (isJump) found[rest?.[index] ?? index] = 'jump';
    if (!agreesWithNext) breaks.push(index);
    agreesWithLast = agreesWithNext;
  }
  for (const index of awayTrips(track, breaks, rules)) found[rest?.[index] ?? index] = 'jump';
}

/**
 * The indexes of a few fixes side by side that were reached and left only faster than the rules allow, while the
 * way past them can be driven: more fixes agree before them, and two after them.
 *
 * @param breaks the indexes of fixes that do not agree with the next one, the last fix among them.
 */
function awayTrips(
  track: readonly MotionFix[],
  breaks: readonly number[],
  rules: MotionRules,
): readonly number[] {
  return breaks.flatMap((end, nth) => {
    const [last = -1, start, next = end] = [breaks[nth - 2], breaks[nth - 1], breaks[nth + 1]];
    if (start === undefined) return [];
    const count = end - start;
    const isFew = count > 1 && count <= mostAway && start - last > count && next - end > 1;
    const [before, back] = [track[start], track[end + 1]];
    if (!isFew || !before || !back) return [];
    const isBack = isReachable(before, back, distanceMetres(before, back), rules);
    return isBack ? Array.from({ length: count }, (_, at) => start + 1 + at) : [];
  });
}

/** Whether more others agree with a suspect than with the fixes beside it; the earlier wins a draw. */
function isVindicated(track: readonly MotionFix[], index: number, rules: MotionRules): boolean {
  const own = countAgreeing(track, index, rules);
  const before = index > 0 ? countAgreeing(track, index - 1, rules) : -1;
  const after = index < track.length - 1 ? countAgreeing(track, index + 1, rules) : -1;
  return own > before && own >= after;
}

function countAgreeing(track: readonly MotionFix[], index: number, rules: MotionRules): number {
  const fix = track[index];
  if (!fix) return 0;
  const around = [
    ...track.slice(Math.max(0, index - witnesses), index),
    ...track.slice(index + 1, index + 1 + witnesses),
  ];
  return around.filter((other) => isReachable(other, fix, distanceMetres(other, fix), rules))
    .length;
}

/** Whether a fix lies far from both neighbours, and no vehicle turns round so quickly. */
function isSpike(
  track: readonly MotionFix[],
  legs: readonly number[],
  index: number,
  rules: MotionRules,
): boolean {
  const before = track[index - 1];
  const fix = track[index];
  const after = track[index + 1];
  const [legIn, legOut] = [legs[index - 1] ?? 0, legs[index] ?? 0];
  // Nearly always so: what is no spike costs nothing.
  if (!before || !fix || !after || legIn < leastSpikeMetres || legOut < leastSpikeMetres)
    return false;
  const room = leastSpikeMetres + 2 * Math.min(fix.accuracy ?? 0, rules.maxInaccuracy);
  if (legIn < room || legOut < room) return false;
  if (legIn + legOut < leastDetour * distanceMetres(before, after)) return false;
  return accelerationAt(before, fix, after) > mostAcceleration;
}

/** How much the mean velocity changes from one leg to the next, in metres a second squared. */
function accelerationAt(before: MotionFix, fix: MotionFix, after: MotionFix): number {
  const [from, to] = [toPlane(fix, before), toPlane(fix, after)];
  const secondsIn = (timeOf(fix) - timeOf(before)) / 1_000;
  const secondsOut = (timeOf(after) - timeOf(fix)) / 1_000;
  const change = Math.hypot(
    to.east / secondsOut + from.east / secondsIn,
    to.north / secondsOut + from.north / secondsIn,
  );
  return change / ((secondsIn + secondsOut) / 2);
}

import { unitsOf } from '../../geo/fixed-mercator';

/** A glide lasts no longer than this: a vehicle never runs on without a report. */
export const longestGlideMs = 2_000;
/** A vehicle that reports faster than this is not slowed down to it by much. */
const shortestGlideMs = 200;
/** Updates come every tenth of a second: the next one should find the vehicle still gliding. */
const updateEveryMs = 100;

/** A farther way than 2 km at the equator is a jump, not a drive: 150 mph over 30 s. */
export const farthestGlide = unitsOf(2_000);
/** Less than 10 cm is no movement, and a direction computed from it means nothing. */
export const leastGlide = unitsOf(0.1);

/** As long as the vehicle took between its reports, so that the next one comes as the glide ends. */
export function glideDuration(betweenReportsMs: number): number {
  const wanted = Math.max(shortestGlideMs, betweenReportsMs + updateEveryMs);
  return Math.min(longestGlideMs, wanted);
}

/** Degrees to turn clockwise, -180 to 180. */
export function shortestTurn(from: number, to: number): number {
  return ((((to - from) % 360) + 540) % 360) - 180;
}

/** How much of a glide is done, 0 to 1. */
export function glideProgress(now: number, startsAt: number, lasts: number): number {
  return lasts > 0 ? Math.min(1, Math.max(0, (now - startsAt) / lasts)) : 1;
}

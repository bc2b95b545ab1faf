import { distanceMetres } from './distance.ts';
import { medianOf, type FixWindow } from './fix-window.ts';

/** Longer legs, in metres, are hardly lengthened by noise, and bends between fixes look like it. */
const longLeg = 60;

/** What the noise may make of a speed, in metres a second: 3 mph. */
const speedError = 1.5;

/** But over no longer a time, in seconds, since vehicles brake and turn. */
const longestSeconds = 5;

/** Fewer fixes say nothing of the noise. */
const leastFixes = 6;

/**
 * The median square of a few zigzags, divided by the variance of the noise in one direction: chosen so
 * that drives with errors of 3 and 5 m that are reported every 1 to 5 s keep their length, the
 * simulator's to 1.2 % on average: see judge-track.spec.ts and noisy-drive.spec.ts.
 */
const zigzagsToVariance = 3.5;

/**
 * The length of a window's last leg without what the receiver's noise adds. Noise across the way makes
 * each leg longer: from d to about d + s²/d, for a standard error s in each direction.
 */
export function quietLength(window: FixWindow, metres: number): number {
  return withoutNoise(metres, varianceOf(window));
}

/** A leg's length without what noise of this variance adds. */
function withoutNoise(metres: number, variance: number): number {
  if (metres > longLeg) return metres;
  return Math.sqrt(Math.max(metres * metres - 2 * variance, 0));
}

/**
 * The speed at the end of a window, in metres a second: over its last leg and, if the noise makes that
 * uncertain, over as many more as it takes. `undefined` of a first fix.
 */
export function quietSpeed(window: FixWindow): number | undefined {
  const { size, seconds } = window;
  const variance = varianceOf(window);
  // Two ends of a way, each off by the error.
  const enough = Math.min(Math.sqrt(2 * variance) / speedError, longestSeconds);
  let metres = 0;
  for (let at = size - 2; at >= 0; at -= 1) {
    const [from, to] = [window.at(at), window.at(at + 1)];
    if (from && to) metres += withoutNoise(distanceMetres(from, to), variance);
    const passed = -(seconds[at] ?? 0);
    if (at === 0 || passed >= enough) return metres / passed;
  }
  return undefined;
}

/**
 * The variance of the receiver's noise in one direction, in square metres; 0 of too few fixes. It is read off
 * how the fixes zigzag: from each one's distance to the straight line between its neighbours, less the same
 * of the next, in which bends and changes of speed cancel out.
 */
function varianceOf(window: FixWindow): number {
  window.variance ??= window.size < leastFixes ? 0 : zigzagOf(window) / zigzagsToVariance;
  return window.variance;
}

/** The median square of the zigzag across the window's direction, in square metres. */
function zigzagOf({ east, north, seconds, size }: FixWindow): number {
  // The newest point is the origin, so that the first one is the whole way, turned round.
  const length = Math.hypot(east[0] ?? 0, north[0] ?? 0);
  if (length === 0) return 0;
  const [acrossEast, acrossNorth] = [(north[0] ?? 0) / length, -(east[0] ?? 0) / length];
  const offAt = (at: number) => (east[at] ?? 0) * acrossEast + (north[at] ?? 0) * acrossNorth;
  const squares: number[] = [];
  let before: number | undefined;
  for (let at = 1; at < size - 1; at += 1) {
    const [start = 0, middle = 0, end = 1] = [seconds[at - 1], seconds[at], seconds[at + 1]];
    const part = (middle - start) / (end - start);
    const offset = offAt(at) - offAt(at - 1) * (1 - part) - offAt(at + 1) * part;
    if (before !== undefined) squares.push((offset - before) ** 2);
    before = offset;
  }
  return medianOf(squares);
}

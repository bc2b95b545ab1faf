import { distanceM, nearestTurn } from '../drive/geometry.ts';
import type { Findings } from './findings.ts';
import type { RecordedPoint } from './recording.ts';

/** 300 km/h: no vehicle on a road is faster, whatever a file says. */
const fastestMs = 300 / 3.6;

/** Nearer than this is no leap: receivers jitter, and two times can be almost one. */
const leastLeapM = 100;

/** Where no times are known, a leap is as far as this, and farther than so many usual steps. */
const untimedLeap = { m: 1_000, steps: 30 } as const;

/** Up to so many points in a row that lie elsewhere are a receiver's fault, if they are few beside the others. */
const fewPoints = { most: 3, share: 0.1 } as const;

/** Between two places as far apart as this nobody knows the way… */
const gap = { m: 10_000, steps: 50 } as const;

/** …nor after so long without a point, at another place… */
const silence = { ms: 5 * 60_000, steps: 10, m: 1_000 } as const;

/** …and after a night at one place another day's drive begins. */
const nightMs = 4 * 3_600_000;

/** What is usual between two points of a track: medians, so that the odd step does not count. */
interface Usual {
  readonly stepM: number;
  readonly pauseMs: number;
}

/**
 * Cuts the points of one track into drives: at gaps in space or time, over which there would be a road as the
 * crow flies, and leaves out the points that nobody can have driven to.
 */
export function separateDrives(
  points: readonly RecordedPoint[],
  findings: Findings,
): readonly (readonly RecordedPoint[])[] {
  const usual = usualOf(points);
  return cut(leaveOutJumps(points, findings), (from, to) => isGap(from, to, usual));
}

/** Leaves out few points between two leaps: nobody can have driven there. */
export function leaveOutJumps(
  points: readonly RecordedPoint[],
  findings: Findings,
): readonly RecordedPoint[] {
  const usual = usualOf(points);
  const runs = cut(points, (from, to) => isLeap(from, to, usual));
  const isFew = ({ length }: readonly RecordedPoint[]) =>
    length === 1 || (length <= fewPoints.most && length < points.length * fewPoints.share);
  if (runs.length === 1 || runs.every(isFew)) return points;
  return runs.flatMap((run) => {
    if (!isFew(run)) return run;
    for (const { line } of run) {
      const given = 'a point that nobody can have driven to from its neighbours';
      findings.note('jump', { line, given, done: 'the point is left out' });
    }
    return [];
  });
}

function usualOf(points: readonly RecordedPoint[]): Usual {
  const pairs = points.slice(1).map((to, i) => [points[i] ?? to, to] as const);
  const steps = pairs.map(([from, to]) => wayM(from, to)).filter((metres) => metres > 0.5);
  const pauses = pairs.map(([from, to]) => pauseMs(from, to)).filter((ms) => ms !== undefined);
  return { stepM: medianOf(steps), pauseMs: medianOf(pauses) };
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}

function wayM(from: RecordedPoint, to: RecordedPoint): number {
  return distanceM(from, { lat: to.lat, lng: nearestTurn(to.lng, from.lng) });
}

/** `undefined` where the file does not say, or where time does not go on. */
function pauseMs(from: RecordedPoint, to: RecordedPoint): number | undefined {
  const ms = (to.timeMs ?? NaN) - (from.timeMs ?? NaN);
  return ms > 0 ? ms : undefined;
}

/** Whether nobody can have driven from one point to the next. */
function isLeap(from: RecordedPoint, to: RecordedPoint, usual: Usual): boolean {
  const metres = wayM(from, to);
  if (metres < leastLeapM) return false;
  const ms = pauseMs(from, to);
  if (ms === undefined) {
    return metres > Math.max(untimedLeap.m, untimedLeap.steps * usual.stepM);
  }
  // A flight is all leaps, and a drive as it was recorded.
  return metres > 5 * usual.stepM && metres / (ms / 1_000) > fastestMs;
}

/** Whether nobody knows how one went from one point to the next. */
function isGap(from: RecordedPoint, to: RecordedPoint, usual: Usual): boolean {
  const metres = wayM(from, to);
  if (metres > Math.max(gap.m, gap.steps * usual.stepM)) return true;
  const ms = pauseMs(from, to);
  if (ms === undefined) return false;
  const longMs = silence.steps * usual.pauseMs;
  if (ms > Math.max(nightMs, longMs)) return true;
  return (metres > silence.m && ms > Math.max(silence.ms, longMs)) || isLeap(from, to, usual);
}

function cut(
  points: readonly RecordedPoint[],
  isBetween: (from: RecordedPoint, to: RecordedPoint) => boolean,
): readonly (readonly RecordedPoint[])[] {
  const parts: RecordedPoint[][] = [];
  let last: RecordedPoint | undefined;
  for (const point of points) {
    if (!last || isBetween(last, point)) parts.push([point]);
    else parts.at(-1)?.push(point);
    last = point;
  }
  return parts;
}

import type { TimeWindow } from '../past/time-window';

/** A mark under the bar. */
export interface Tick {
  readonly at: number;
  /** Whether a day begins here, so that its date is written and not the hour. */
  readonly isDay: boolean;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Steps that people count in; each divides a day, or is whole days. */
const tickSteps = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minuteMs),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hourMs),
  ...[1, 2, 7, 14, 28, 56].map((days) => days * dayMs),
];

/** Where a time lies in a window: 0 at its beginning, 1 at its end, and beyond where it lies outside. */
export function shareOf(at: number, { from, to }: TimeWindow): number {
  return to > from ? (at - from) / (to - from) : 1;
}

/** The whole second at a share of the window; a share outside counts as the nearer end. */
export function timeAt(share: number, { from, to }: TimeWindow): number {
  const bounded = Math.min(1, Math.max(0, share));
  return Math.round((from + bounded * (to - from)) / 1_000) * 1_000;
}

/**
 * Round times of the local clock within the window, as many as fit, at least `leastPx` apart on a bar
 * of `widthPx`. Days begin at local midnight also where the clock was changed.
 */
export function findTicks(window: TimeWindow, widthPx: number, leastPx: number): readonly Tick[] {
  const length = window.to - window.from;
  if (length <= 0 || widthPx <= 0) return [];
  const leastMs = (length / widthPx) * leastPx;
  const step = tickSteps.find((ms) => ms >= leastMs) ?? 56 * dayMs;
  const days = step >= dayMs ? step / dayMs : 1;
  const ticks: Tick[] = [];
  for (let midnight = firstDay(window.from, days); midnight <= window.to;) {
    const next = addDays(midnight, days);
    for (let clock = 0; clock < days * dayMs; clock += step) {
      const at = atClock(midnight, clock);
      if (at >= window.from && at <= window.to && at < next && at > (ticks.at(-1)?.at ?? 0)) {
        ticks.push({ at, isDay: clock === 0 });
      }
    }
    midnight = next;
  }
  return ticks;
}

/** The local midnight at or before a time; of several days the first, counted from 1970. */
function firstDay(at: number, days: number): number {
  const date = new Date(at);
  const number = Math.floor(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / dayMs);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - (number % days)).getTime();
}

function addDays(midnight: number, days: number): number {
  const date = new Date(midnight);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

/** When the local clock shows so much past midnight. */
function atClock(midnight: number, clockMs: number): number {
  const date = new Date(midnight);
  return new Date(
    date.getFullYear(),
    date.getMonth(),
    date.getDate(),
    0,
    clockMs / minuteMs,
  ).getTime();
}

/** Every time that an arrow key moves by, in a window of some length: about a hundredth of it. */
export function keyStep(lengthMs: number): number {
  const steps = [1_000, 5_000, 10_000, 30_000, ...tickSteps];
  return steps.find((step) => step >= lengthMs / 150) ?? dayMs;
}

/**
 * A window of some length that shows `at`: the one that ends at `end` where it does, else the present
 * one moved just so far that `at` lies a tenth from its edge.
 */
export function windowAround(
  at: number,
  lengthMs: number,
  end: number,
  present: TimeWindow | undefined,
): TimeWindow {
  const newest = { from: end - lengthMs, to: end };
  if (at >= newest.from) return newest;
  if (present && present.to - present.from === lengthMs) {
    if (at >= present.from && at <= present.to) return present;
    const from = at < present.from ? at - 0.1 * lengthMs : at - 0.9 * lengthMs;
    return { from, to: from + lengthMs };
  }
  return { from: at - lengthMs / 2, to: at + lengthMs / 2 };
}

import { distanceMetres } from '../map/mercator';
import type { TrackPoint } from './track-point';

/** A little more than the hour that is looked at, so that its line reaches the left edge. */
const hourAndMoreMs = 65 * 60_000;
/** Of a day about one fix in five seconds is kept: some 20,000 of a day of reports. */
const dayStepMs = 5_000;

/** Midnight before that time, where the reader is. */
export function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}

/** Adds a report to the last hour; an older or repeated one changes nothing. */
export function addToHour(hour: readonly TrackPoint[], point: TrackPoint): readonly TrackPoint[] {
  const last = hour.at(-1);
  if (last && point.time <= last.time) return hour;
  const first = hour.findIndex(({ time }) => time > point.time - hourAndMoreMs);
  return [...(first < 0 ? [] : hour.slice(first)), point];
}

/**
 * Adds a report to the day; an older or repeated one changes nothing. The last one always stays, since
 * a stop may be going on; one too near to the one before it is replaced. Another day begins anew.
 */
export function addToDay(day: readonly TrackPoint[], point: TrackPoint): readonly TrackPoint[] {
  const last = day.at(-1);
  if (!last) return [point];
  if (point.time <= last.time) return day;
  if (startOfDay(point.time) > last.time) return [point];
  const before = day.at(-2);
  const isNear = before !== undefined && point.time - before.time < dayStepMs;
  return [...(isNear ? day.slice(0, -1) : day), point];
}

/** The length of the way, straight from fix to fix. */
export function wayMetres(points: readonly TrackPoint[]): number {
  let metres = 0;
  let before: TrackPoint | undefined;
  for (const point of points) {
    if (before) metres += distanceMetres(before, point);
    before = point;
  }
  return metres;
}

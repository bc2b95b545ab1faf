import { followOn } from '../../vehicle/track/follow-on';
import type { LivePoint, TrackPoint } from '../../vehicle/track/track-point';

/** As many points as the newest part of a track holds: five and a half hours at one every two seconds. */
export const mostRecent = 10_000;
/** More than the hour that is looked at: while the past is played, one goes to and fro in it. */
const hourAndMoreMs = 80 * 60_000;
/** Of a day about one fix in five seconds is kept: some 20,000 of a day of reports. */
const dayStepMs = 5_000;

/** Midnight before that time, where the reader is. */
export function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}

/** Adds a report; a repeated or older one changes nothing, the oldest beyond the limit are dropped. */
export function addToRecent(
  recent: readonly TrackPoint[],
  report: LivePoint,
): readonly TrackPoint[] {
  const last = recent.at(-1);
  if (last && report.time <= last.time) return recent;
  return [...recent.slice(-(mostRecent - 1)), followOn(recent, report)];
}

/** The last hour of a track and some more. */
export function hourOf(recent: readonly TrackPoint[]): readonly TrackPoint[] {
  const from = (recent.at(-1)?.time ?? 0) - hourAndMoreMs;
  return recent.slice(recent.findIndex(({ time }) => time > from));
}

/**
 * Adds a report to the day; an older or repeated one changes nothing. The last one always stays, since
 * a stop may be going on; one too near to the one before it is replaced, and what was driven to it
 * counts on. Another day begins anew.
 */
export function addToDay(day: readonly TrackPoint[], report: LivePoint): readonly TrackPoint[] {
  const last = day.at(-1);
  if (!last) return [followOn([], report)];
  if (report.time <= last.time) return day;
  if (startOfDay(report.time) > last.time) return [followOn([], report)];
  const point = followOn(day, report);
  const before = day.at(-2);
  const isNear = before !== undefined && report.time - before.time < dayStepMs;
  if (!isNear || last.way !== 'driven') return [...day, point];
  return [...day.slice(0, -1), { ...point, metres: last.metres + point.metres }];
}

/** How many of the newest points may be judged anew by what is reported next. */
const unsettledPoints = 24;

/** The point from which on a track is loaded anew; `undefined`: from its beginning. */
export function settledPoint(track: readonly TrackPoint[], loadedUntil: number) {
  const loaded = track.findLastIndex(({ time }) => time <= loadedUntil);
  return track[loaded - unsettledPoints];
}

/** A track with its newest part anew; `undefined` where the two do not meet at one fix. */
export function renewEnd(
  track: readonly TrackPoint[],
  end: readonly TrackPoint[],
): readonly TrackPoint[] | undefined {
  const [first, ...rest] = end;
  const meets = track.findIndex(({ time }) => time === first?.time);
  return meets < 0 ? undefined : [...track.slice(0, meets + 1), ...rest];
}

/** The same of a day, which may have begun after the newest part does. */
export function renewDay(
  day: readonly TrackPoint[],
  end: readonly TrackPoint[],
  dayStart: number,
): readonly TrackPoint[] | undefined {
  const [first] = day;
  const isAllNew = first === undefined || (end[0]?.time ?? Infinity) <= first.time;
  return isAllNew ? sinceTime(end, dayStart) : renewEnd(day, end);
}

/** The newest part of a day after the one before it; they share a fix, unless one came late. */
export function joinDay(
  before: readonly TrackPoint[],
  recent: readonly TrackPoint[],
  dayStart: number,
): readonly TrackPoint[] {
  if (before.length === 0) return sinceTime(recent, dayStart);
  const start = recent[0]?.time ?? Infinity;
  return renewEnd(before, recent) ?? [...before.filter(({ time }) => time < start), ...recent];
}

function sinceTime(points: readonly TrackPoint[], since: number): readonly TrackPoint[] {
  return points.filter(({ time }) => time >= since);
}

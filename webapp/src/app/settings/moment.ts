import type { Formatter } from './formatter';

/** Whether two times are of one day here. */
export function isSameDay(at: number, other: number): boolean {
  return new Date(at).toDateString() === new Date(other).toDateString();
}

/** A time to the second, after its date where that is not the date of `now`. */
export function formatMoment(format: Formatter, at: number, now: number): string {
  return isSameDay(at, now) ? format.time(at) : format.dateTime(at);
}

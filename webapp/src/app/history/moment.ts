import type { Formatter } from '../settings/formatter';

/** A time to the second, after its date where that is not the date of `now`. */
export function formatMoment(format: Formatter, at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return isToday ? format.time(at) : format.dateTime(at);
}

import type { Formatter } from '../settings/formatter';

/** A shorter stop is a traffic light; how long it takes says nothing. */
const leastStopMs = 60_000;

/** "stopped 14 min"; without the time if that is less than a minute or unknown (NaN). */
export function stoppedFor(ms: number, format: Formatter): string {
  return ms >= leastStopMs
    ? $localize`:@@list.stopped-for:stopped ${format.duration(ms)}:duration:`
    : $localize`:@@list.is-stopped:stopped`;
}

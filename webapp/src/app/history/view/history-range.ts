import type { TimeWindow } from '../past/time-window';

/** Which part of its history one looks at. A day is `2026-11-22`, by the local clock. */
export type HistoryRange =
  | { readonly kind: 'last-hour' | 'today' | 'yesterday' }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'custom'; readonly from: number; readonly to: number };

const hourMs = 3_600_000;
/** A shorter range shows nothing. */
const shortestMs = 60_000;

/** From when to when that is; never beyond `now`, and never empty. */
export function rangeToWindow(range: HistoryRange, now: number): TimeWindow {
  switch (range.kind) {
    case 'last-hour':
      return { from: now - hourMs, to: now };
    case 'today':
      return bounded(midnight(now, 0), now, now);
    case 'yesterday':
      return bounded(midnight(now, -1), midnight(now, 0), now);
    case 'day': {
      const day = new Date(`${range.day}T00:00`).getTime();
      if (!Number.isFinite(day)) return rangeToWindow({ kind: 'today' }, now);
      return bounded(day, midnight(day, 1), now);
    }
    case 'custom':
      return bounded(Math.min(range.from, range.to), Math.max(range.from, range.to), now);
  }
}

function bounded(from: number, to: number, now: number): TimeWindow {
  const end = Math.min(to, now);
  return { from: Math.min(from, end - shortestMs), to: end };
}

/** The local midnight that begins the day of a time, or one so many days later. */
function midnight(at: number, daysLater: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + daysLater).getTime();
}

import type { PositionReport } from '@fleetman/contract';
import { reportsIn, type Vehicle } from './fleet.ts';

/** A large fleet's past is thinned out to about this many reports: some minutes' work for a database. */
const mostReports = 500_000;

/** But to no less than a report a minute, which still tells how a vehicle drove… */
const farthestApartMs = 60_000;

/** …as long as these are no more than so many, of which the store in memory keeps all. */
const mostReportsAMinuteApart = 1_500_000;

/** About how many reports are made at once: what one publish takes. */
const chunkReports = 1_000;

/** The hours before a start. */
export interface BackfillSettings {
  readonly intervalMs: number;
  readonly spanMs: number;
  readonly untilMs: number;
}

/** How many of the reports of the past are made: each, or every second, third, …. */
export function thinningOf(vehicles: number, { intervalMs, spanMs }: BackfillSettings): number {
  const all = (vehicles * spanMs) / intervalMs;
  const wanted = Math.min(Math.ceil(all / mostReports), Math.floor(farthestApartMs / intervalMs));
  return Math.max(1, wanted, Math.ceil(all / mostReportsAMinuteApart));
}

/**
 * The drive of the last hours, made piece by piece while it is taken. The newest piece comes first:
 * a page opened a second after the start shows the trail that led here, and it grows backwards;
 * when the process is stopped half-way the history has no hole before the start. The tracker stores in
 * any order. Within a piece the reports are those that the vehicles would have sent, at the times at
 * which they would have sent them, so that driving goes on from there without a seam.
 */
export function* backfill(
  fleet: readonly Vehicle[],
  settings: BackfillSettings,
): Generator<readonly PositionReport[], void, undefined> {
  const { intervalMs, spanMs, untilMs } = settings;
  const every = thinningOf(fleet.length, settings);
  const pieceMs = Math.max(1, Math.floor((chunkReports * intervalMs * every) / fleet.length));
  const startMs = untilMs - spanMs;
  for (let endMs = untilMs; endMs > startMs; endMs -= pieceMs) {
    const afterMs = Math.max(startMs, endMs - pieceMs);
    const reports = reportsIn(fleet, { afterMs, untilMs: endMs, every });
    if (reports.length > 0) yield reports;
  }
}

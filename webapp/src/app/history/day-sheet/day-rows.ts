import type { Stop } from '@fleetman/motion';
import type { Place } from '../../geo/mercator';
import { believed } from '../../vehicle/track/held-track';
import type { TrackPoint } from '../../vehicle/track/track-point';

/** What a vehicle did from one time to another, in milliseconds since 1970. */
export interface DayRow {
  /** `gap`: it did not report, and was found elsewhere. */
  readonly kind: 'drive' | 'stop' | 'gap';
  readonly from: number;
  readonly to: number;
  readonly metres: number;
  /** The greatest speed that was reported; `null` where none is known. */
  readonly topMph: number | null;
  /** Where it began; of a stop its middle. */
  readonly start: Place;
  readonly end: Place;
}

/** What the rows come to. */
export interface DayTotals {
  readonly metres: number;
  readonly drivingMs: number;
  readonly standingMs: number;
  readonly unknownMs: number;
  readonly topMph: number | null;
}

/**
 * A track as drives, stops and gaps, without a hole from its first believed point to its last: rows add up
 * to its distance and its time. Halts that are too short for a stop belong to the drive.
 *
 * @param points oldest first.
 * @param stops those of the same points, in the order of time.
 */
export function dayRows(points: readonly TrackPoint[], stops: readonly Stop[]): readonly DayRow[] {
  const rows: DayRow[] = [];
  let begun: { readonly row: DayRow; readonly stop: Stop | undefined } | undefined;
  for (const part of partsOf(believed(points), stops)) {
    const { row, stop } = part;
    if (begun?.row.kind === row.kind && begun.stop === stop) {
      begun = { row: joined(begun.row, row), stop };
      rows.pop();
    } else begun = part;
    rows.push(begun.row);
  }
  return rows;
}

/** From each point to the next, a row of its own. */
function* partsOf(track: readonly TrackPoint[], stops: readonly Stop[]) {
  let at = 0;
  for (const [index, point] of track.entries()) {
    const before = track[index - 1];
    if (!before) continue;
    while ((stops[at]?.to ?? Infinity) < point.time) at++;
    const next = stops[at];
    const stop = next && before.time >= next.from ? next : undefined;
    const kind = stop ? 'stop' : point.way === 'driven' ? 'drive' : 'gap';
    const row: DayRow = {
      kind,
      from: before.time,
      to: point.time,
      metres: point.metres,
      topMph: kind === 'drive' ? point.speedMph : null,
      start: stop ?? before,
      end: stop ?? point,
    };
    yield { row, stop };
  }
}

function joined(one: DayRow, next: DayRow): DayRow {
  const { to, end } = next;
  const metres = one.metres + next.metres;
  return { ...one, to, end, metres, topMph: greater(one.topMph, next.topMph) };
}

/** Adds the rows up. */
export function dayTotals(rows: readonly DayRow[]): DayTotals {
  const msOf = (kind: DayRow['kind']) =>
    rows.filter((row) => row.kind === kind).reduce((sum, { from, to }) => sum + to - from, 0);
  return {
    metres: rows.reduce((sum, { metres }) => sum + metres, 0),
    drivingMs: msOf('drive'),
    standingMs: msOf('stop'),
    unknownMs: msOf('gap'),
    topMph: rows.reduce<number | null>((top, row) => greater(top, row.topMph), null),
  };
}

function greater(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}

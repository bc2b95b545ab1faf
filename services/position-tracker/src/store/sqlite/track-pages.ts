import type { SqliteLinks } from '@fleetman/service-kit';
import type { Fix } from '../../fixes/fix.ts';
import type { FixDetail } from '../../fixes/fix-detail.ts';
import type { HistoryRange, TimeOrder } from '../position-store.ts';
import { fixColumns, fixesIn, ofVehicle } from './fix-table.ts';

/** Fixes that one query counts; others have their turn between. */
const countedAtOnce = 20_000;

const page = (detail: FixDetail, order: 'ASC' | 'DESC') => `
  SELECT ${fixColumns(detail)} FROM fixes WHERE ${ofVehicle} AND time BETWEEN ?2 AND ?3
  ORDER BY time ${order} LIMIT ?4`;
const orders = { 1: 'ASC', [-1]: 'DESC' } as const;

const nthNewest = `
  SELECT time FROM fixes WHERE ${ofVehicle} AND time BETWEEN ?2 AND ?3
  ORDER BY time DESC LIMIT 1 OFFSET ?4`;

/** Which part of a vehicle's track is read. */
interface TrackQuestion {
  readonly vehicle: string;
  readonly from?: Date | undefined;
  readonly order: TimeOrder;
  /** The most fixes of a page. */
  readonly pageSize: number;
  readonly detail: FixDetail;
  /** The retention's end, in milliseconds: what is older counts as gone. */
  readonly oldest: number;
}

/** A vehicle's fixes in the order of time, or against it, a page at a time. */
export async function* trackPages(
  file: Pick<SqliteLinks, 'read'>,
  { vehicle, from, order, pageSize, detail, oldest }: TrackQuestion,
): AsyncGenerator<readonly Fix[], void, undefined> {
  let [first, last] = [oldest, Number.MAX_SAFE_INTEGER];
  if (from && order > 0) first = Math.max(first, from.getTime());
  if (from && order < 0) last = from.getTime();
  const sql = page(detail, orders[order]);
  for (;;) {
    const values = [vehicle, first, last, pageSize];
    const [found] = await file.read([{ sql, values, width: 4 }]);
    const fixes = fixesIn(found?.values ?? [], detail);
    if (fixes.length > 0) yield fixes;
    const end = fixes.at(-1);
    if (!end || fixes.length < pageSize) return;
    if (order > 0) first = end.time.getTime() + 1;
    else last = end.time.getTime() - 1;
  }
}

/** The time of the oldest of the `limit` newest fixes in a range; `undefined` if there are fewer. */
export async function findStart(
  file: Pick<SqliteLinks, 'read'>,
  vehicle: string,
  { since, until, limit }: HistoryRange,
  oldest: number,
): Promise<Date | undefined> {
  const first = Math.max(oldest, since?.getTime() ?? -Infinity);
  let last = until?.getTime() ?? Number.MAX_SAFE_INTEGER;
  for (let left = limit; ; left -= countedAtOnce) {
    const offset = Math.min(left, countedAtOnce) - 1;
    const values = [vehicle, first, last, offset];
    const [found] = await file.read([{ sql: nthNewest, values, width: 4 }]);
    const [time] = found?.values ?? [];
    if (typeof time !== 'number') return undefined;
    if (left <= countedAtOnce) return new Date(time);
    last = time - 1;
  }
}

import type { Db } from 'mongodb';
import type { Fix } from '../../fixes/fix.ts';
import type { FixDetail } from '../../fixes/fix-detail.ts';
import type { HistoryRange, Stretch, TimeOrder } from '../position-store.ts';
import { countIn, findNthNewest } from './mongo-queries.ts';
import { vehiclesIn } from './mongo-schema.ts';
import { packTrack, toFixes, type TrackColumns } from './packed-fixes.ts';

/** The first stretch that is read: small, so that the first fixes are there at once. */
const firstMs = 300_000;

/** So many fixes are counted at once as soon as it is known how close they are. */
const countedAtOnce = 10_000;

/** The times that a `Date` can hold end here. */
const endOfTime = new Date(8.64e15);

/** Which part of a vehicle's track is read. */
export interface TrackQuestion {
  readonly vehicle: string;
  readonly from?: Date | undefined;
  readonly order: TimeOrder;
  /** The most fixes of a page. */
  readonly pageSize: number;
  readonly detail: FixDetail;
  /** The retention's end: what is older counts as gone. */
  readonly oldest: Date;
}

/** A vehicle's fixes in the order of time, or against it, a page at a time. */
export async function* trackPages(
  db: Db,
  question: TrackQuestion,
): AsyncGenerator<readonly Fix[], void, undefined> {
  for await (const columns of columnPages(db, question)) yield toFixes(columns, question.detail);
}

/**
 * The time of the oldest of the `limit` newest fixes in a range; `undefined` where there are fewer. They are
 * counted by the index, which takes half as long as to read when they were.
 */
export async function findStart(
  db: Db,
  vehicle: string,
  { since, until, limit }: HistoryRange,
  oldest: Date,
): Promise<Date | undefined> {
  const newest = await newestTime(db, vehicle);
  let rest = wholeOf(-1, until, since && since > oldest ? since : oldest);
  let ms = firstMs;
  let left = limit;
  while (rest.after < rest.until) {
    const stretch = partOf(rest, { order: -1, ms, newest });
    const count = await countIn(db, vehicle, stretch);
    if (count >= left) {
      const [found] = await findNthNewest(db, vehicle, stretch, left).toArray();
      return found?.time;
    }
    left -= count;
    rest = restOf(rest, stretch, -1, undefined);
    ms *= growthFor(count, countedAtOnce);
  }
  return undefined;
}

/**
 * A vehicle's fixes as columns, page by page by the index on vehicle and time. Each page is asked for between
 * two times, since not every server that speaks MongoDB's protocol stops at a limit before it has gathered the
 * whole range; how far apart these are follows what pages hold.
 */
async function* columnPages(
  db: Db,
  { vehicle, from, order, pageSize, detail, oldest }: TrackQuestion,
): AsyncGenerator<TrackColumns, void, undefined> {
  const newest = await newestTime(db, vehicle);
  let rest = wholeOf(order, from, oldest);
  let ms = firstMs;
  while (rest.after < rest.until) {
    const stretch = partOf(rest, { order, ms, newest });
    const page = { stretch, order, limit: pageSize, detail };
    const [columns] = await packTrack(db, vehicle, page).toArray();
    const times = columns?.times ?? [];
    if (columns && times.length > 0) yield columns;
    const last = times.length < pageSize ? undefined : times.at(-1);
    rest = restOf(rest, stretch, order, last);
    if (last) ms = Math.max(1, spanOf(times));
    else ms *= growthFor(times.length, pageSize);
  }
}

/** How many times as long the next stretch is to be, after one that held so many. */
function growthFor(count: number, wanted: number): number {
  if (count >= wanted / 2) return 1;
  return count < wanted / 8 ? 4 : 2;
}

/** About when a vehicle was last heard; what is newer is found in any case. */
async function newestTime(db: Db, vehicle: string): Promise<Date> {
  const projection = { 'newest.time': 1 } as const;
  const document = await vehiclesIn(db).findOne({ _id: vehicle }, { projection });
  return document?.newest.time ?? new Date();
}

function wholeOf(order: TimeOrder, from: Date | undefined, oldest: Date): Stretch {
  const beforeAll = earlier(oldest);
  if (order < 0) return { after: beforeAll, until: from ?? endOfTime };
  return { after: from && from > oldest ? earlier(from) : beforeAll, until: endOfTime };
}

interface Step {
  readonly order: TimeOrder;
  readonly ms: number;
  readonly newest: Date;
}

/** The first part of a stretch; what is newer than the newest known fix is one part. */
function partOf({ after, until }: Stretch, { order, ms, newest }: Step): Stretch {
  if (order > 0) {
    const end = new Date(after.getTime() + ms);
    return { after, until: end < newest && end < until ? end : until };
  }
  const start = new Date(Math.min(until.getTime(), newest.getTime()) - ms);
  return { after: start > after ? start : after, until };
}

function restOf(rest: Stretch, part: Stretch, order: TimeOrder, last: Date | undefined): Stretch {
  return order > 0
    ? { after: last ?? part.until, until: rest.until }
    : { after: rest.after, until: last ? earlier(last) : part.after };
}

function spanOf(times: readonly Date[]): number {
  return Math.abs((times.at(-1)?.getTime() ?? 0) - (times[0]?.getTime() ?? 0));
}

function earlier(time: Date): Date {
  return new Date(time.getTime() - 1);
}

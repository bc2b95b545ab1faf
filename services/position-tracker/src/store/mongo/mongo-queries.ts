import type { PositionReport } from '@fleetman/contract';
import type { Db, FindCursor } from 'mongodb';
import type { Stretch } from '../position-store.ts';
import {
  positionsIn,
  vehiclesIn,
  type PositionDocument,
  type VehicleDocument,
} from './mongo-schema.ts';

/** An inclusive range of times. */
export interface TimeRange {
  readonly from: Date;
  readonly until: Date;
}

const withoutId = { _id: 0 } as const;

/** A vehicle's `limit` newest fixes in a range, newest first, in one reply. */
export function findNewestIn(
  db: Db,
  vehicle: string,
  range: TimeRange,
  limit: number,
): FindCursor<PositionDocument> {
  return positionsIn(db)
    .find({ vehicle, time: { $gte: range.from, $lte: range.until } }, { projection: withoutId })
    .sort({ time: -1 })
    .limit(limit)
    .batchSize(limit);
}

/** When the n-th newest of a vehicle's fixes in a stretch was: answered by the index alone. */
export function findNthNewest(
  db: Db,
  vehicle: string,
  { after, until }: Stretch,
  n: number,
): FindCursor<Pick<PositionDocument, 'time'>> {
  return positionsIn(db)
    .find({ vehicle, time: { $gt: after, $lte: until } })
    .project<Pick<PositionDocument, 'time'>>({ ...withoutId, time: 1 })
    .sort({ time: -1 })
    .skip(n - 1)
    .limit(1);
}

/** How many fixes a vehicle has in a stretch. By the command: an aggregation that counts takes twice its time. */
export async function countIn(db: Db, vehicle: string, { after, until }: Stretch): Promise<number> {
  const query = { vehicle, time: { $gt: after, $lte: until } };
  const { n } = await db.command({ count: positionsIn(db).collectionName, query });
  // As MongoDB documents it.
  return n as number;
}

/** The fixes that are stored with the vehicles and times of the given reports. */
export function findAtSameTimes(
  db: Db,
  reports: readonly PositionReport[],
): FindCursor<PositionDocument> {
  const timesOf = Map.groupBy(reports, ({ vehicle }) => vehicle);
  const wanted = Array.from(timesOf, ([vehicle, own]) => ({
    vehicle,
    time: { $in: own.map(({ time }) => time) },
  }));
  return positionsIn(db).find({ $or: wanted }, { projection: withoutId });
}

/** The vehicles of these names. */
export function findNamed(db: Db, names: readonly string[]): FindCursor<VehicleDocument> {
  return vehiclesIn(db)
    .find({ _id: { $in: [...names] } })
    .batchSize(Math.max(names.length, 1));
}

import type { Db, FindCursor } from 'mongodb';
import type { Fix } from '../../fix.ts';
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

/** Those fixes of each vehicle that are stored at the times of the given ones. */
export function findAtSameTimes(
  db: Db,
  fixesOf: ReadonlyMap<string, readonly Fix[]>,
): FindCursor<PositionDocument> {
  const wanted = [...fixesOf].map(([vehicle, fixes]) => ({
    vehicle,
    time: { $in: fixes.map((fix) => fix.time) },
  }));
  return positionsIn(db).find({ $or: wanted }, { projection: withoutId });
}

/** The vehicles of these names. */
export function findNamed(db: Db, names: readonly string[]): FindCursor<VehicleDocument> {
  return vehiclesIn(db)
    .find({ _id: { $in: [...names] } })
    .batchSize(Math.max(names.length, 1));
}

/** The vehicles that reported at `from` or later. */
export function findActive(db: Db, from: Date): FindCursor<VehicleDocument> {
  return vehiclesIn(db).find({ 'newest.time': { $gte: from } });
}

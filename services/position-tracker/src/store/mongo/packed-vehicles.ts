import type { Db } from 'mongodb';
import type { Fix } from '../../fix.ts';
import { vehiclesIn, type VehicleDocument } from './mongo-schema.ts';

/** So many with the longest names stay below the 16 MB of a document. */
const mostPacked = 10_000;

/** A vehicle's name and when it reported last, and before that. */
export interface KnownVehicle {
  readonly name: string;
  readonly newest: Date;
  readonly previous: Date | undefined;
}

interface Columns {
  readonly names: readonly string[];
  readonly newest: readonly Date[];
  readonly previous: readonly (Date | null)[];
}

/** Asks for the vehicles after a name, in the order of names, as one document. */
export function packVehicles(db: Db, name: string | undefined) {
  return vehiclesIn(db).aggregate<Columns>([
    ...(name === undefined ? [] : [{ $match: { _id: { $gt: name } } }]),
    { $sort: { _id: 1 } },
    { $limit: mostPacked },
    {
      $group: {
        _id: null,
        names: { $push: '$_id' },
        newest: { $push: '$newest.time' },
        previous: { $push: { $ifNull: ['$previous.time', null] } },
      },
    },
  ]);
}

/** All vehicles and when they reported last; of ten thousand in one reply. */
export async function knownVehicles(db: Db): Promise<KnownVehicle[]> {
  const found: KnownVehicle[] = [];
  for (let last: string | undefined; ;) {
    const [columns] = await packVehicles(db, last).toArray();
    if (!columns) return found;
    for (const [row, name] of columns.names.entries()) {
      const newest = columns.newest[row];
      if (newest) found.push({ name, newest, previous: columns.previous[row] ?? undefined });
    }
    if (columns.names.length < mostPacked) return found;
    last = columns.names.at(-1);
  }
}

/** The vehicles that have not reported since a time. */
export function findStanding(db: Db, oldest: Date, time: Date) {
  return vehiclesIn(db)
    .find({ 'newest.time': { $gte: oldest, $lte: time } })
    .batchSize(10_000);
}

/** Its two newest fixes, without those that are older than the retention. */
export function standingFixes({ _id, newest, previous }: VehicleDocument, oldest: Date) {
  const kept: Fix | undefined = previous && previous.time >= oldest ? previous : undefined;
  return { vehicle: _id, before: newest, previous: kept };
}

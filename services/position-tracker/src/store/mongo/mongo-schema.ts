import type { PositionReport } from '@fleetman/contract';
import { MongoServerError, type Collection, type Db, type IndexSpecification } from 'mongodb';
import type { Fix } from '../../fixes/fix.ts';

/** One fix of a vehicle's history: a report as it came. `_id` is the driver's and says nothing. */
export type PositionDocument = PositionReport;

/** Where a vehicle is now. */
export interface VehicleDocument {
  /** The vehicle's name. */
  readonly _id: string;
  /** Its newest fix, whatever it says. */
  readonly newest: Fix;
  /** Those fixes, oldest first, that `keptFixes` keeps; absent in what versions before 0.2 wrote. */
  readonly fixes?: readonly Fix[];
  /** The newest but one, whatever it says. */
  readonly previous?: Fix;
  /** How often the document was written; absent in what versions before 0.2 wrote. */
  readonly revision?: number;
}

export function positionsIn(db: Db): Collection<PositionDocument> {
  return db.collection('positions');
}

export function vehiclesIn(db: Db): Collection<VehicleDocument> {
  return db.collection('vehicles');
}

/** Makes a report idempotent, and gives histories newest first. */
const historyIndex = { vehicle: 1, time: -1 } as const;

/** MongoDB keeps `expireAfterSeconds` in 32 bits. */
const longestExpirySeconds = 2_147_483_647;

/** MongoDB: an index of this name, or on these fields, is there with other options. */
const indexOptionsConflict = 85;

/**
 * Makes the indexes that are not there yet. MongoDB removes what is older than the retention once a
 * minute; another retention than at the last start is applied to what is there.
 */
export async function prepareSchema(db: Db, retentionMs: number): Promise<void> {
  const seconds = Math.min(Math.ceil(retentionMs / 1_000), longestExpirySeconds);
  await positionsIn(db).createIndex(historyIndex, { unique: true }, {});
  await expire(db, { collection: 'positions', key: { time: 1 }, seconds });
  await expire(db, { collection: 'vehicles', key: { 'newest.time': 1 }, seconds });
}

interface Expiry {
  readonly collection: string;
  readonly key: IndexSpecification;
  readonly seconds: number;
}

async function expire(db: Db, { collection, key, seconds }: Expiry): Promise<void> {
  try {
    await db.collection(collection).createIndex(key, { expireAfterSeconds: seconds }, {});
  } catch (error) {
    // The index is there with the retention of an earlier start.
    if (!(error instanceof MongoServerError) || error.code !== indexOptionsConflict) throw error;
    const index = { keyPattern: key, expireAfterSeconds: seconds };
    await db.command({ collMod: collection, index });
  }
}

import type { PositionReport } from '@fleetman/contract';
import { MongoBulkWriteError, type Db } from 'mongodb';
import { fixOf } from '../../fixes/fix.ts';
import { findAtSameTimes } from './mongo-queries.ts';
import { positionsIn } from './mongo-schema.ts';
import { throwUnlessDuplicates } from './throw-unless-duplicates.ts';

/** What an insert has come to. */
interface Inserted {
  /** How many reports were new. */
  readonly added: number;
  /** All of them as they are stored: of two with one vehicle and time the first that came stands. */
  readonly stored: readonly PositionReport[];
}

/** Inserts reports, and reads those back that were there already. */
export async function insertReports(db: Db, reports: readonly PositionReport[]): Promise<Inserted> {
  // The driver writes an `_id` into what it is given.
  const documents = reports.map((report) => ({ vehicle: report.vehicle, ...fixOf(report) }));
  const known = await insertNew(db, documents);
  if (known.size === 0) return { added: reports.length, stored: reports };
  const repeated = reports.filter((_, index) => known.has(index));
  const added = reports.filter((_, index) => !known.has(index));
  const found = await findAtSameTimes(db, repeated).toArray();
  return { added: added.length, stored: [...found, ...added] };
}

/** Inserts what is not stored yet; resolves with the indexes of the others. */
async function insertNew(db: Db, documents: PositionReport[]): Promise<ReadonlySet<number>> {
  try {
    await positionsIn(db).insertMany(documents, { ordered: false });
    return new Set();
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error;
    // Expected: a repeated report meets itself in the unique index.
    throwUnlessDuplicates(error);
    return new Set(error.result.getWriteErrors().map(({ index }) => index));
  }
}

import type { PositionReport } from '@fleetman/contract';
import { ObjectId, type Db } from 'mongodb';
import { mostPacked, packed, PackedFixes } from '../packed-fixes.ts';
import type { TimeSpan } from './time-spans.ts';

/** The last second that an ObjectId can hold. */
const lastSecond = 0xff_ff_ff_ff;

/** From or after one ObjectId, and to another. */
interface InsertedRange {
  readonly $gte?: ObjectId;
  readonly $gt?: ObjectId;
  readonly $lt?: ObjectId;
}

/** Asks for the first fixes in the order of their insertion, from or after one, as one document. */
export function packInserted(db: Db, range: InsertedRange) {
  return packed<{ readonly last: ObjectId }>(
    db,
    [{ $match: { _id: range } }, { $sort: { _id: 1 } }, { $limit: mostPacked.measured }],
    'measured',
    { last: { $max: '$_id' } },
  );
}

/**
 * All fixes that were inserted in a span of time, by the clock of those who inserted them and in whole
 * seconds, some thousands at a time: an ObjectId begins with the second in which it was made.
 */
export async function* findInserted(
  db: Db,
  { from, to }: TimeSpan,
): AsyncGenerator<readonly PositionReport[], void, undefined> {
  const second = Math.max(0, Math.floor(from / 1_000));
  const after = Math.floor(to / 1_000) + 1;
  const end = after > lastSecond ? {} : { $lt: firstOf(after) };
  let found = await packInserted(db, { $gte: firstOf(second), ...end }).toArray();
  for (let [columns] = found; columns; [columns] = found) {
    const fixes = new PackedFixes(columns, 'measured');
    yield fixes.vehicles.flatMap((vehicle, row) => {
      const fix = fixes.at(row);
      return fix ? { vehicle, ...fix } : [];
    });
    if (fixes.vehicles.length < mostPacked.measured) return;
    found = await packInserted(db, { $gt: columns.last, ...end }).toArray();
  }
}

/** The least ObjectId of a second. */
function firstOf(second: number): ObjectId {
  return new ObjectId(second.toString(16).padStart(8, '0') + '0'.repeat(16));
}

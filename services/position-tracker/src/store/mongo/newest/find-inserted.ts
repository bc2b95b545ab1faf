import type { PositionReport } from '@fleetman/contract';
import { ObjectId, type Db } from 'mongodb';
import { mostPacked, packed, PackedFixes } from '../packed-fixes.ts';

/** Asks for the first fixes in the order of their insertion, from or after one, as one document. */
export function packInserted(db: Db, range: { $gte: ObjectId } | { $gt: ObjectId }) {
  return packed<{ readonly last: ObjectId }>(
    db,
    [{ $match: { _id: range } }, { $sort: { _id: 1 } }, { $limit: mostPacked }],
    { last: { $max: '$_id' } },
  );
}

/**
 * All fixes that were inserted at `from` or later, in milliseconds by the clock of those who inserted
 * them, some thousands at a time: an ObjectId begins with the second in which it was made.
 */
export async function* findInserted(
  db: Db,
  from: number,
): AsyncGenerator<readonly PositionReport[], void, undefined> {
  const second = Math.max(0, Math.floor(from / 1_000));
  let found = await packInserted(db, { $gte: firstOf(second) }).toArray();
  for (let [columns] = found; columns; [columns] = found) {
    const fixes = new PackedFixes(columns);
    yield fixes.vehicles.flatMap((vehicle, row) => {
      const fix = fixes.at(row);
      return fix ? { vehicle, ...fix } : [];
    });
    if (fixes.vehicles.length < mostPacked) return;
    found = await packInserted(db, { $gt: columns.last }).toArray();
  }
}

/** The least ObjectId of a second. */
function firstOf(second: number): ObjectId {
  return new ObjectId(second.toString(16).padStart(8, '0') + '0'.repeat(16));
}

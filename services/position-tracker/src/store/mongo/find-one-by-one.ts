import type { Db, FindCursor } from 'mongodb';
import { fixOf, type Fix } from '../../fixes/fix.ts';
import type { Stretch } from '../position-store.ts';
import { positionsIn, type PositionDocument } from './mongo-schema.ts';

/** By how much a stretch grows in which nothing was found. */
const growth = 16;

const withoutId = { _id: 0 } as const;

/** A vehicle's last fix in a stretch, by the index on vehicle and time. */
export function findLastIn(
  db: Db,
  vehicle: string,
  { after, until }: Stretch,
): FindCursor<PositionDocument> {
  return positionsIn(db)
    .find({ vehicle, time: { $gt: after, $lte: until } }, { projection: withoutId })
    .sort({ time: -1 })
    .limit(1);
}

/** A vehicle's first fix in a stretch, by the same index. */
export function findFirstIn(
  db: Db,
  vehicle: string,
  { after, until }: Stretch,
): FindCursor<PositionDocument> {
  return positionsIn(db)
    .find({ vehicle, time: { $gt: after, $lte: until } }, { projection: withoutId })
    .sort({ time: 1 })
    .limit(1);
}

/**
 * A vehicle's last fix at `until` or before and after `oldest`. MongoDB would find it in one step;
 * servers that gather a whole range before they sort it are asked in stretches that grow.
 */
export async function lastBefore(
  db: Db,
  vehicle: string,
  { after: oldest, until: end }: Stretch,
): Promise<Fix | undefined> {
  let until = end;
  for (let ms = 300_000; until > oldest; ms *= growth) {
    const after = new Date(Math.max(until.getTime() - ms, oldest.getTime()));
    const [found] = await findLastIn(db, vehicle, { after, until }).toArray();
    if (found) return fixOf(found);
    until = after;
  }
  return undefined;
}

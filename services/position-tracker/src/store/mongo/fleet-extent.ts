import type { Db } from 'mongodb';
import type { Extent } from '../position-store.ts';
import { positionsIn, vehiclesIn } from './mongo-schema.ts';

const onlyTime = { projection: { _id: 0, time: 1 } } as const;

/** The vehicle that reported last, by the index on the newest time. */
export function findNewest(db: Db, oldest: Date) {
  return vehiclesIn(db)
    .find({ 'newest.time': { $gte: oldest } })
    .sort({ 'newest.time': -1 })
    .limit(1);
}

/** The oldest fix up to a time, by the index on time. */
export function findOldest(db: Db, oldest: Date, until: Date) {
  return positionsIn(db)
    .find({ time: { $gte: oldest, $lte: until } }, onlyTime)
    .sort({ time: 1 })
    .limit(1);
}

/**
 * How far back the positions go. The first one in the order in which they were stored is the oldest or
 * nearly so, as it seldom comes late: with it as a bound, servers that gather a whole range before they
 * sort it read little.
 */
export async function fleetExtent(db: Db, oldest: Date): Promise<Extent | undefined> {
  const [[newest], first] = await Promise.all([
    findNewest(db, oldest).toArray(),
    positionsIn(db).findOne({}, onlyTime),
  ]);
  if (!newest || !first) return undefined;
  const bound = first.time >= oldest ? first.time : newest.newest.time;
  const [found] = await findOldest(db, oldest, bound).toArray();
  return { oldest: found?.time ?? newest.newest.time, newest: newest.newest.time };
}

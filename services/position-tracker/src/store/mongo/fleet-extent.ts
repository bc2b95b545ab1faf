import type { Db } from 'mongodb';
import type { Extent } from '../position-store.ts';
import type { TimeRange } from './mongo-queries.ts';
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
export function findOldest(db: Db, { from, until }: TimeRange) {
  return positionsIn(db)
    .find({ time: { $gte: from, $lte: until } }, onlyTime)
    .sort({ time: 1 })
    .limit(1);
}

/** A vehicle's oldest fix, by the index on vehicle and time. */
export function findOldestOf(db: Db, vehicle: string, { from, until }: TimeRange) {
  return positionsIn(db)
    .find({ vehicle, time: { $gte: from, $lte: until } }, onlyTime)
    .sort({ time: 1 })
    .limit(1);
}

/**
 * How far back the positions go. The oldest fix of one vehicle is a bound for the oldest of all, and
 * mostly near it: MongoDB does without, but servers that gather a range before they sort it then read
 * little.
 */
export async function fleetExtent(db: Db, oldest: Date): Promise<Extent | undefined> {
  const [vehicle] = await findNewest(db, oldest).toArray();
  if (!vehicle) return undefined;
  const newest = vehicle.newest.time;
  const all = { from: oldest, until: newest };
  const [own] = await findOldestOf(db, vehicle._id, all).toArray();
  const [first] = await findOldest(db, { ...all, until: own?.time ?? newest }).toArray();
  return { oldest: first?.time ?? newest, newest };
}

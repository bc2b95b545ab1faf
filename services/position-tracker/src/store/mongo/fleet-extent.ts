import type { Db } from 'mongodb';
import type { Extent } from '../position-store.ts';
import type { TimeRange } from './mongo-queries.ts';
import { positionsIn } from './mongo-schema.ts';
import type { KnownVehicle } from '../newest/newest-memory.ts';

const onlyTime = { projection: { _id: 0, time: 1 } } as const;

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
export async function fleetExtent(
  db: Db,
  vehicles: readonly KnownVehicle[],
  oldest: Date,
): Promise<Extent | undefined> {
  const [first, ...others] = vehicles;
  if (!first) return undefined;
  const last = others.reduce((one, other) => (other.newest > one.newest ? other : one), first);
  const newest = new Date(last.newest);
  const all = { from: oldest, until: newest };
  const [own] = await findOldestOf(db, last.name, all).toArray();
  const [found] = await findOldest(db, { ...all, until: own?.time ?? newest }).toArray();
  return { oldest: found?.time ?? newest, newest };
}

import type { Db } from 'mongodb';
import { fixOf, type Fix, type VehicleFixesAt } from '../../fixes/fix.ts';
import { forEachOf } from '../for-each-of.ts';
import { findFirstIn, lastBefore } from './find-one-by-one.ts';
import type { KnownVehicle, NewestMemory } from '../newest/newest-memory.ts';
import { standingAt } from '../newest/standing-at.ts';
import { VehicleSearch } from './vehicle-search.ts';

/** Bounds of the first stretch that is read; vehicles that report more seldom are found in the next. */
const narrowestMs = 100;
const widestMs = 60_000;

/** What is asked of {@link fleetAt}. */
export interface FleetAtOptions {
  readonly time: Date;
  readonly reachMs: number;
  /** The retention's end: what is older counts as gone. */
  readonly oldest: Date;
}

/**
 * The fleet at a time, without looking at more of the past than needed. Vehicles that have not reported
 * since stand at their newest fix. For the others the fixes just before the time are read, of all
 * vehicles together, further and further back while that costs less than to ask for each vehicle that
 * is still missing; then those are asked for. The same with the fixes after it.
 */
export async function fleetAt(
  db: Db,
  memory: NewestMemory,
  options: FleetAtOptions,
): Promise<VehicleFixesAt[]> {
  const [time, oldest] = [options.time.getTime(), options.oldest.getTime()];
  const { standing, moving } = standingAt(memory, time, oldest);
  const firstMs = usualIntervalMs(moving);
  const before = await fixesBefore(db, moving, { ...options, firstMs });
  const next = await fixesAfter(db, before, { ...options, firstMs });
  return [
    ...standing,
    ...Array.from(before, ([vehicle, fix]) => ({ vehicle, before: fix, next: next.get(vehicle) })),
  ];
}

type SearchOptions = FleetAtOptions & { readonly firstMs: number };

/** The last fix of each vehicle at the time or before; none of those that had not reported yet. */
async function fixesBefore(
  db: Db,
  vehicles: readonly KnownVehicle[],
  { time, oldest, firstMs }: SearchOptions,
): Promise<ReadonlyMap<string, Fix>> {
  const names = vehicles.map(({ name }) => name);
  const search = new VehicleSearch(db, names, -1);
  // A fix at the retention's end is kept.
  const after = new Date(oldest.getTime() - 1);
  const rest = time > after ? await search.read({ after, until: time }, firstMs) : undefined;
  if (!rest) return search.found;
  await forEachOf(search.missing, async (vehicle) => {
    const fix = await lastBefore(db, vehicle, rest);
    if (fix) search.found.set(vehicle, fix);
  });
  return search.found;
}

/** The first fix of each vehicle after the time, where it lies within reach of the one before. */
async function fixesAfter(
  db: Db,
  before: ReadonlyMap<string, Fix>,
  { time, reachMs, firstMs }: SearchOptions,
): Promise<ReadonlyMap<string, Fix>> {
  const endOf = (vehicle: string) => (before.get(vehicle)?.time.getTime() ?? 0) + reachMs;
  const near = [...before.keys()].filter((vehicle) => endOf(vehicle) > time.getTime());
  const search = new VehicleSearch(db, near, 1);
  const whole = { after: time, until: new Date(time.getTime() + reachMs) };
  const rest = await search.read(whole, firstMs);
  if (rest) {
    await forEachOf(search.missing, async (vehicle) => {
      const until = new Date(endOf(vehicle));
      const [fix] = await findFirstIn(db, vehicle, { after: rest.after, until }).toArray();
      if (fix) search.found.set(vehicle, fixOf(fix));
    });
  }
  return new Map(
    [...search.found].filter(([vehicle, { time }]) => time.getTime() <= endOf(vehicle)),
  );
}

/** In so many milliseconds nine of ten vehicles report, to judge by their newest fixes. */
function usualIntervalMs(vehicles: readonly KnownVehicle[]): number {
  const intervals = vehicles
    .map(({ newest, previous }) => Math.min(newest - previous, widestMs))
    .sort((one, other) => one - other);
  const usual = intervals[Math.floor(intervals.length * 0.9)] ?? widestMs;
  return Math.min(Math.max(1.1 * usual, narrowestMs), widestMs);
}

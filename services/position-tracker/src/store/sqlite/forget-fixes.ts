import type { SqliteLinks } from '@fleetman/service-kit';
import { inOrderOfTime, type Fix } from '../../fixes/fix.ts';
import type { ForgottenPart } from '../position-store.ts';
import { fixesIn, ofVehicle } from './fix-table.ts';
import { removeEmpty } from './fix-sweeper.ts';
import { newestStep } from './newest-of.ts';

/** Fixes that one transaction removes: some milliseconds, in which nothing is stored. */
const mostAtOnce = 5_000;

const removePart = `
  DELETE FROM fixes WHERE ${ofVehicle} AND time BETWEEN ?2 AND ?3 AND time <= (
    SELECT max(time) FROM (
      SELECT time FROM fixes WHERE ${ofVehicle} AND time BETWEEN ?2 AND ?3
      ORDER BY time LIMIT ${mostAtOnce}))`;

/** How many fixes were removed, and the newest of those that are left, oldest first. */
interface Forgotten {
  readonly count: number;
  readonly left: readonly Fix[];
}

/** Removes a part of a vehicle's fixes, and the vehicle if none is left. */
export async function forgetFixes(
  file: SqliteLinks,
  vehicle: string,
  { from, until }: ForgottenPart,
): Promise<Forgotten> {
  const [first, last] = [from?.getTime() ?? 0, until?.getTime() ?? Number.MAX_SAFE_INTEGER];
  const step = { sql: removePart, values: [vehicle, first, last], width: 3 };
  for (let count = 0; ;) {
    const [removed] = await file.write([step]);
    const own = removed?.changes[0] ?? 0;
    count += own;
    if (own === mostAtOnce) continue;
    const empty = { sql: removeEmpty, values: [vehicle], width: 1 };
    // By the connection that writes: what it answers next is newer than this, what it answered before is not.
    const [, rest] = await file.write([empty, newestStep(vehicle)]);
    return { count, left: inOrderOfTime(fixesIn(rest?.values ?? [], 'measured')) };
  }
}

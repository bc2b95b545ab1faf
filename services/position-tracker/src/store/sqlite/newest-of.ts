import type { SqliteLinks, SqlStep } from '@fleetman/service-kit';
import { inOrderOfTime, type Fix } from '../../fixes/fix.ts';
import { isAllKnown } from '../../fixes/newest-fixes.ts';
import { fixColumns, fixesIn, namedFixesIn, ofVehicle } from './fix-table.ts';
import { asList, fromFixesOfVehicles, slicesOf } from './slices.ts';

/** As many as are held of a vehicle; mostly they are all that its position needs. */
const firstLook = 14;

/** A receiver that has lost its place says 0,0 for hours: no further back than this for a better one. */
const farthestLook = 1_000;

const newestOfMany = `
  SELECT name, ${fixColumns('measured')} ${fromFixesOfVehicles}
  WHERE time >= coalesce(
    (SELECT time FROM fixes AS own WHERE own.vehicle = vehicles.id
     ORDER BY time DESC LIMIT 1 OFFSET ${firstLook - 1}),
    -1e18)`;

const newestUntil = `
  SELECT ${fixColumns('measured')} FROM fixes WHERE ${ofVehicle} AND time <= ?2 ORDER BY time DESC LIMIT ?3`;

/** Asks for a vehicle's newest fixes at a time or before, newest first. */
export function newestStep(
  vehicle: string,
  until = Number.MAX_SAFE_INTEGER,
  limit = farthestLook,
): SqlStep {
  return { sql: newestUntil, values: [vehicle, until, limit], width: 3 };
}

/** A vehicle's newest fixes at a time or before, newest first. */
export async function newestFixesUntil(
  file: Pick<SqliteLinks, 'read'>,
  vehicle: string,
  until: number,
  limit: number,
): Promise<readonly Fix[]> {
  const [found] = await file.read([newestStep(vehicle, until, limit)]);
  return fixesIn(found?.values ?? [], 'measured');
}

/**
 * The newest fixes of each of these vehicles, oldest first: enough for their present positions. Reads a few
 * fixes of each, whatever the length of its history.
 */
export async function* newestOfEach(
  file: Pick<SqliteLinks, 'read'>,
  names: readonly string[],
): AsyncGenerator<readonly [vehicle: string, fixes: readonly Fix[]], void, undefined> {
  for (const slice of slicesOf(names)) {
    const [found] = await file.read([{ sql: newestOfMany, values: [asList(slice)], width: 1 }]);
    const fixesOf = Map.groupBy(
      namedFixesIn(found?.values ?? [], 'measured'),
      ([vehicle]) => vehicle,
    );
    for (const [vehicle, named] of fixesOf) {
      const fixes = named.map(([, fix]) => fix);
      const isEnough = fixes.length < firstLook || isAllKnown(fixes);
      const all = isEnough
        ? fixes
        : await newestFixesUntil(file, vehicle, Number.MAX_SAFE_INTEGER, farthestLook);
      yield [vehicle, inOrderOfTime(all)];
    }
  }
}

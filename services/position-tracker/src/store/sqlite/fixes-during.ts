import type { PositionReport } from '@fleetman/contract';
import type { SqliteLinks } from '@fleetman/service-kit';
import type { Stretch } from '../position-store.ts';
import { fixColumns, namedFixesIn } from './fix-table.ts';
import { asList, fromFixesOfVehicles, slicesOf } from './slices.ts';

/** Fixes of one piece. */
const mostAtOnce = 2_500;

/** The first vehicle of the list is read on from where the last piece ended. */
const nextFixes = `
  SELECT name, ${fixColumns('motion')} ${fromFixesOfVehicles}
  WHERE time > iif(one.key = 0, ?2, ?3) AND time <= ?4
  ORDER BY one.key, time LIMIT ${mostAtOnce}`;

/** All fixes of these vehicles in a stretch of time, vehicle by vehicle, each in the order of time. */
export async function* fixesDuring(
  file: Pick<SqliteLinks, 'read'>,
  names: readonly string[],
  { after, until }: Stretch,
): AsyncGenerator<readonly PositionReport[], void, undefined> {
  for (const slice of slicesOf(names)) {
    let rest = slice;
    let from = after.getTime();
    while (rest.length > 0) {
      const values = [asList(rest), from, after.getTime(), until.getTime()];
      const [found] = await file.read([{ sql: nextFixes, values, width: 4 }]);
      const fixes = [...namedFixesIn(found?.values ?? [], 'motion')];
      if (fixes.length > 0) yield fixes.map(([vehicle, fix]) => ({ vehicle, ...fix }));
      const last = fixes.at(-1);
      if (!last || fixes.length < mostAtOnce) break;
      rest = rest.slice(rest.indexOf(last[0]));
      from = last[1].time.getTime();
    }
  }
}

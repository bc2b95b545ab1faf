import type { SqliteLinks } from '@fleetman/service-kit';
import { asList, fromVehicles, slicesOf } from './slices.ts';

/** The first fix of each vehicle is one step away by the index. */
const oldestOfMany = `
  SELECT min((
    SELECT time FROM fixes WHERE vehicle = vehicles.id AND time >= ?2 ORDER BY time LIMIT 1))
  ${fromVehicles}`;

/** The time of the oldest fix that these vehicles have at a time or later; `Infinity` if there is none. */
export async function oldestFix(
  file: Pick<SqliteLinks, 'read'>,
  names: readonly string[],
  from: number,
): Promise<number> {
  let oldest = Infinity;
  for (const slice of slicesOf(names)) {
    const [found] = await file.read([
      { sql: oldestOfMany, values: [asList(slice), from], width: 2 },
    ]);
    const [time] = found?.values ?? [];
    if (typeof time === 'number') oldest = Math.min(oldest, time);
  }
  return oldest;
}

import type { SqliteLinks } from '@fleetman/service-kit';
import type { VehicleFixesAt } from '../../fixes/fix.ts';
import type { NewestMemory } from '../newest/newest-memory.ts';
import { standingAt } from '../newest/standing-at.ts';
import { fixColumns, namedFixesIn } from './fix-table.ts';
import { asList, fromFixesOfVehicles, slicesOf } from './slices.ts';

/** One step by the index for each vehicle. */
const besideOf = (where: string, order: 'ASC' | 'DESC') => `
  SELECT name, ${fixColumns('motion')} ${fromFixesOfVehicles}
  WHERE time = (
    SELECT time FROM fixes AS own WHERE own.vehicle = vehicles.id AND ${where}
    ORDER BY time ${order} LIMIT 1)`;
const lastBefore = besideOf('time BETWEEN ?2 AND ?3', 'DESC');
const firstAfter = besideOf('time > ?2 AND time <= ?3', 'ASC');

/** What is asked of {@link fleetAt}, in milliseconds. */
interface FleetAtOptions {
  readonly time: number;
  readonly reachMs: number;
  /** The retention's end: what is older counts as gone. */
  readonly oldest: number;
}

/**
 * The fleet at a time. Vehicles that have not reported since stand at their newest fix, which is in memory; of
 * the others the fixes on both sides of the time are found by the index, some hundred vehicles at a time.
 */
export async function fleetAt(
  file: Pick<SqliteLinks, 'read'>,
  memory: NewestMemory,
  { time, reachMs, oldest }: FleetAtOptions,
): Promise<VehicleFixesAt[]> {
  const { standing, moving } = standingAt(memory, time, oldest);
  const fleet = [...standing];
  for (const slice of slicesOf(moving.map(({ name }) => name))) {
    const list = asList(slice);
    const [before, after] = await file.read([
      { sql: lastBefore, values: [list, oldest, time], width: 3 },
      { sql: firstAfter, values: [list, time, time + reachMs], width: 3 },
    ]);
    const next = new Map(namedFixesIn(after?.values ?? [], 'motion'));
    for (const [vehicle, fix] of namedFixesIn(before?.values ?? [], 'motion')) {
      const own = next.get(vehicle);
      const isNear = own && own.time.getTime() - fix.time.getTime() <= reachMs;
      fleet.push({ vehicle, before: fix, next: isNear ? own : undefined });
    }
  }
  return fleet;
}

import { inOrderOfTime, type VehicleFixes } from '../fixes/fix.ts';
import { keptFixes } from '../fixes/newest-fixes.ts';
import type { PositionStore } from './position-store.ts';

/** So many of the newest fixes hold, as a rule, what a present position needs. */
const pageSize = 100;

/**
 * What is known of one vehicle now. One that `latest` does not know may have been stored by another
 * tracker a moment ago: its track says so at once.
 */
export async function findVehicle(
  store: Pick<PositionStore, 'latest' | 'track'>,
  vehicle: string,
): Promise<VehicleFixes | undefined> {
  const [known] = await store.latest({ names: [vehicle] });
  if (known) return known;
  for await (const page of store.track(vehicle, { order: -1, pageSize, detail: 'measured' })) {
    const [newest] = page;
    return newest && { vehicle, newest, fixes: keptFixes(inOrderOfTime(page)) };
  }
  return undefined;
}

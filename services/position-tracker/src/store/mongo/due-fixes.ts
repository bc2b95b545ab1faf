import { newestFixes } from '@fleetman/motion';
import type { Db } from 'mongodb';
import { fixOf, inOrderOfTime, type Fix, type VehicleFixes } from '../../fixes/fix.ts';
import { keptFixes } from '../../fixes/newest-fixes.ts';
import { forEachOf } from './find-one-by-one.ts';
import { findNewestIn, type TimeRange } from './mongo-queries.ts';

/** What was found for a vehicle, and in which state of it. */
interface Found {
  readonly changedAt: number;
  readonly fixes: readonly Fix[];
}

/** More vehicles whose clocks are ahead by ten fixes are asked for anew each time. */
const mostRemembered = 10_000;

/**
 * The fixes that count now of those vehicles whose clock is ahead, which have been pushed out by those
 * that do not count yet. There are few: they are asked for one by one, and once in each state.
 */
export class DueFixes {
  readonly #found = new Map<string, Found>();

  /** The same vehicles, with these fixes. */
  async complete(
    db: Db,
    vehicles: readonly VehicleFixes[],
    due: TimeRange,
    changedAt: (vehicle: string) => number,
  ): Promise<readonly VehicleFixes[]> {
    const ahead = vehicles.filter(
      ({ fixes: [first] }) => first !== undefined && first.time > due.until,
    );
    if (ahead.length === 0) return vehicles;
    const completed = new Map<string, VehicleFixes>();
    await forEachOf(ahead, async (fixes) => {
      const { vehicle } = fixes;
      const found = await this.#find(db, vehicle, due, changedAt(vehicle));
      completed.set(vehicle, { ...fixes, fixes: [...found, ...fixes.fixes] });
    });
    return vehicles.map((fixes) => completed.get(fixes.vehicle) ?? fixes);
  }

  async #find(db: Db, vehicle: string, due: TimeRange, changedAt: number): Promise<readonly Fix[]> {
    const known = this.#found.get(vehicle);
    if (known?.changedAt === changedAt) return known.fixes;
    const documents = await findNewestIn(db, vehicle, due, newestFixes).toArray();
    const fixes = keptFixes(inOrderOfTime(documents.map(fixOf)));
    if (this.#found.size >= mostRemembered) this.#found.clear();
    this.#found.set(vehicle, { changedAt, fixes });
    return fixes;
  }
}

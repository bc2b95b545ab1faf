import { inOrderOfTime, type Fix, type VehicleFixes } from '../../fixes/fix.ts';
import { keptFixes } from '../../fixes/newest-fixes.ts';
import { forEachOf } from '../for-each-of.ts';

/** What was found for a vehicle, and in which state of it. */
interface Found {
  readonly changedAt: number;
  readonly fixes: readonly Fix[];
}

/** What {@link DueFixes} asks. */
interface DueQuestions {
  /** Now: what is later does not count yet. */
  readonly until: Date;
  /** The version in which a vehicle changed last. */
  readonly changedAt: (vehicle: string) => number;
  /** A vehicle's newest fixes at `until` or before, as many as a position needs, in any order. */
  readonly find: (vehicle: string) => Promise<readonly Fix[]>;
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
    vehicles: readonly VehicleFixes[],
    questions: DueQuestions,
  ): Promise<readonly VehicleFixes[]> {
    const ahead = vehicles.filter(
      ({ fixes: [first] }) => first !== undefined && first.time > questions.until,
    );
    if (ahead.length === 0) return vehicles;
    const completed = new Map<string, VehicleFixes>();
    await forEachOf(ahead, async (fixes) => {
      const { vehicle } = fixes;
      const found = await this.#find(vehicle, questions);
      completed.set(vehicle, { ...fixes, fixes: [...found, ...fixes.fixes] });
    });
    return vehicles.map((fixes) => completed.get(fixes.vehicle) ?? fixes);
  }

  async #find(vehicle: string, questions: DueQuestions): Promise<readonly Fix[]> {
    const changedAt = questions.changedAt(vehicle);
    const known = this.#found.get(vehicle);
    if (known?.changedAt === changedAt) return known.fixes;
    const fixes = keptFixes(inOrderOfTime(await questions.find(vehicle)));
    if (this.#found.size >= mostRemembered) this.#found.clear();
    this.#found.set(vehicle, { changedAt, fixes });
    return fixes;
  }
}

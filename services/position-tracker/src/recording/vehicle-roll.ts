import type { PositionStore } from '../store/position-store.ts';

/** After this long the roll asks the store again, as a vehicle may have left with its retention. */
const rollLifetimeMs = 600_000;

/** How a {@link VehicleRoll} decides. */
export interface VehicleRollOptions {
  readonly store: PositionStore;
  /** How many vehicles may be followed; several trackers on one store may exceed it by a few. */
  readonly maxVehicles: number;
  readonly now: () => Date;
}

/**
 * Decides whether one more vehicle may be followed, so that a sender of invented names fills neither
 * the database nor a page. It remembers who is known: a batch without newcomers costs no question.
 */
export class VehicleRoll {
  readonly #options: VehicleRollOptions;
  #known = new Set<string>();
  #until: number;

  constructor(options: VehicleRollOptions) {
    this.#options = options;
    this.#until = options.now().getTime() + rollLifetimeMs;
  }

  /** Those of `names` for which there is no room; vehicles that the store knows always have room. */
  async withoutRoom(names: Iterable<string>): Promise<ReadonlySet<string>> {
    this.#forgetInTime();
    const strangers = new Set<string>();
    for (const name of names) if (!this.#known.has(name)) strangers.add(name);
    if (strangers.size === 0) return strangers;
    const unknown = [...strangers];
    const { store, maxVehicles } = this.#options;
    const [stored, count] = await Promise.all([
      store.latest({ names: unknown }),
      store.countVehicles(),
    ]);
    this.enter(stored.map(({ vehicle }) => vehicle));
    const newcomers = unknown.filter((name) => !this.#known.has(name));
    return new Set(newcomers.slice(Math.max(0, maxVehicles - count)));
  }

  /** Notes vehicles that are in the store now. */
  enter(names: Iterable<string>): void {
    for (const name of names) this.#known.add(name);
  }

  #forgetInTime(): void {
    const now = this.#options.now().getTime();
    if (now < this.#until) return;
    this.#known = new Set();
    this.#until = now + rollLifetimeMs;
  }
}

import type { PositionReport } from '@fleetman/contract';
import type { ConnectionState, LiveFeed } from '@fleetman/messaging';
import type { Fix, VehicleFixes, VehicleFixesAt } from '../fixes/fix.ts';
import {
  PositionStore,
  type Extent,
  type ForgottenPart,
  type HistoryRange,
  type Saved,
  type Stretch,
  type TrackWish,
  type TrackPage,
  type VehicleFilter,
} from '../store/position-store.ts';
import type { HeardFixes } from './heard-fixes.ts';

/** Versions of which is known what they stood for; who asks about an older one is told all. */
const mostMoments = 16;

/** By what a tracker hears others. */
interface Hearing {
  /** Does not hear what this process publishes. */
  readonly ears: LiveFeed;
  readonly heard: HeardFixes;
}

/** What a version of ours stands for. */
interface Moment {
  readonly version: number;
  readonly stored: number;
  readonly heard: number;
}

/**
 * A store whose `latest` knows also what other trackers have announced and this one has not read yet: a
 * heard position counts as a fix while it is newer than all of its vehicle. All else is the store's.
 */
export class StoreWithEars extends PositionStore {
  readonly #store: PositionStore;
  readonly #heard: HeardFixes;
  readonly #ears: LiveFeed;
  readonly #moments: Moment[] = [];

  /** Listens from now on; closes the feed as well. */
  constructor(store: PositionStore, { ears, heard }: Hearing) {
    super();
    this.#store = store;
    this.#heard = heard;
    this.#ears = ears;
    // Resolves when it has begun; while the broker is away it begins later.
    void ears.subscribe(({ positions }) => {
      heard.hear(positions);
    });
  }

  get connection(): ConnectionState {
    return this.#store.connection;
  }

  get begun(): Promise<unknown> {
    return this.#store.begun;
  }

  get version(): number {
    const [stored, heard] = [this.#store.version, this.#heard.version];
    const last = this.#moments.at(-1);
    if (last?.stored === stored && last.heard === heard) return last.version;
    const version = (last?.version ?? 0) + 1;
    this.#moments.push({ version, stored, heard });
    if (this.#moments.length > mostMoments) this.#moments.shift();
    return version;
  }

  async latest(filter: VehicleFilter = {}): Promise<readonly VehicleFixes[]> {
    const { names, since, changedAfter = -1 } = filter;
    const moment = this.#moments.findLast(({ version }) => version <= changedAfter);
    const stored = await this.#store.latest({ ...filter, changedAfter: moment?.stored ?? -1 });
    const heard = names
      ? names.filter((name) => this.#heard.fixOf(name))
      : this.#heard.changedAfter(moment?.heard ?? -1);
    if (heard.length === 0) return stored;
    const found = new Set(stored.map(({ vehicle }) => vehicle));
    const missing = heard.filter((name) => !found.has(name));
    const others = missing.length > 0 ? await this.#store.latest({ names: missing }) : [];
    return [...stored, ...others]
      .map((fixes) => withHeard(fixes, this.#heard.fixOf(fixes.vehicle)))
      .filter(({ newest }) => !since || newest.time >= since);
  }

  get departures(): number {
    return this.#store.departures;
  }

  async forget(vehicle: string, part?: ForgottenPart): Promise<number> {
    const forgotten = await this.#store.forget(vehicle, part);
    this.#heard.forget(vehicle);
    return forgotten;
  }

  saveAll(reports: readonly PositionReport[]): Promise<Saved> {
    return this.#store.saveAll(reports);
  }

  track(vehicle: string, wish: TrackWish): AsyncIterable<TrackPage> {
    return this.#store.track(vehicle, wish);
  }

  startOf(vehicle: string, range: HistoryRange): Promise<Date | undefined> {
    return this.#store.startOf(vehicle, range);
  }

  at(time: Date, reachMs: number): Promise<readonly VehicleFixesAt[]> {
    return this.#store.at(time, reachMs);
  }

  during(stretch: Stretch): AsyncIterable<readonly PositionReport[]> {
    return this.#store.during(stretch);
  }

  extent(): Promise<Extent | undefined> {
    return this.#store.extent();
  }

  countVehicles(): Promise<number> {
    return this.#store.countVehicles();
  }

  async close(): Promise<void> {
    await Promise.all([this.#ears.close(), this.#store.close()]);
  }
}

/** A vehicle's fixes and a heard one, if that is newer. */
function withHeard(fixes: VehicleFixes, heard: Fix | undefined): VehicleFixes {
  if (!heard || heard.time <= fixes.newest.time) return fixes;
  return { ...fixes, newest: heard, fixes: [...fixes.fixes, heard] };
}

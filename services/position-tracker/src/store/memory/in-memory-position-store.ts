import { maxHistoryLimit, type PositionReport } from '@fleetman/contract';
import type { ConnectionState } from '@fleetman/messaging';
import {
  reportsByVehicle,
  type Fix,
  type VehicleFixes,
  type VehicleFixesAt,
} from '../../fixes/fix.ts';
import { AheadVehicles } from '../ahead-vehicles.ts';
import { OldestFirst } from './oldest-first.ts';
import {
  mostFixesOfPage,
  PositionStore,
  type Extent,
  type ForgottenPart,
  type HistoryRange,
  type Saved,
  type Stretch,
  type TrackPage,
  type TrackWish,
  type VehicleFilter,
} from '../position-store.ts';
import { VehicleTrack } from './vehicle-track.ts';

/** How much an {@link InMemoryPositionStore} holds; where more comes the oldest fixes go first. */
export interface MemoryLimits {
  /**
   * Fixes of all vehicles together, attributes weighed by their size; the two newest of each vehicle stay in any
   * case.
   */
  readonly maxPositions: number;
  /** Fixes of one vehicle, at least 2. Default 100,000: as many as one answer can hold. */
  readonly maxPositionsPerVehicle?: number;
}

/** How often vehicles are looked through for what is older than the retention, in milliseconds. */
const sweepIntervalMs = 60_000;

/**
 * Keeps positions in the process's memory, bounded: 2,000,000 fixes take 72 MB, 144 where devices
 * measure more than their place. Attributes of 300 characters count for nine fixes. What it holds at its bounds is
 * decided by the fixes alone, not by the order in which they came, unless they have attributes.
 */
export class InMemoryPositionStore extends PositionStore {
  readonly connection: ConnectionState = { connected: true };
  readonly begun: Promise<unknown> = Promise.resolve();
  readonly #tracks = new Map<string, VehicleTrack>();
  readonly #byAge = new OldestFirst<VehicleTrack>();
  readonly #limits: Required<MemoryLimits>;
  readonly #retentionMs: number;
  readonly #now: () => Date;
  /** What is held of all vehicles, see {@link VehicleTrack.weight}. */
  #weight = 0;
  #nextSweep = 0;
  #version = 0;
  #departures = 0;
  readonly #ahead = new AheadVehicles();

  constructor(options: MemoryLimits & { readonly retentionMs: number; readonly now: () => Date }) {
    super();
    this.#limits = { maxPositionsPerVehicle: maxHistoryLimit, ...options };
    this.#retentionMs = options.retentionMs;
    this.#now = options.now;
  }

  async saveAll(reports: readonly PositionReport[]): Promise<Saved> {
    this.#sweep();
    const now = this.#now().getTime();
    const oldest = now - this.#retentionMs;
    const current = reports.filter((report) => report.time.getTime() >= oldest);
    if (current.length > 0) this.#version += 1;
    let added = 0;
    for (const [vehicle, fixes] of reportsByVehicle(current)) {
      added += this.#add(vehicle, fixes, now);
    }
    while (this.#weight > this.#limits.maxPositions && this.#dropOldestOfAll());
    return { added };
  }

  get departures(): number {
    this.#sweep();
    return this.#departures;
  }

  async forget(vehicle: string, part: ForgottenPart = {}): Promise<number> {
    const track = this.#tracks.get(vehicle);
    const before = track?.weight ?? 0;
    const forgotten = track?.forget(part) ?? 0;
    if (!track || forgotten === 0) return 0;
    this.#weight += track.weight - before;
    track.changedAt = this.#version += 1;
    if (track.length === 0) this.#leave(track);
    else this.#byAge.settle(track);
    return forgotten;
  }

  get version(): number {
    this.#sweep();
    for (const vehicle of this.#ahead.take(this.#now().getTime())) {
      const track = this.#tracks.get(vehicle);
      if (track) track.changedAt = this.#version += 1;
    }
    return this.#version;
  }

  async latest({ names, since, changedAfter = -1 }: VehicleFilter = {}): Promise<
    readonly VehicleFixes[]
  > {
    const [oldest, now] = [this.#oldestKept(), this.#now().getTime()];
    const from = since?.getTime() ?? -Infinity;
    const latest: VehicleFixes[] = [];
    for (const track of names ? this.#named(names) : this.#tracks.values()) {
      const fixes = track.changedAt > changedAfter ? track.latest(oldest, now) : undefined;
      if (fixes && fixes.newest.time.getTime() >= from) latest.push(fixes);
    }
    return latest;
  }

  async *track(
    vehicle: string,
    { from, order, pageSize = Infinity, detail = 'motion' }: TrackWish,
  ): AsyncGenerator<TrackPage, void, undefined> {
    const size = Math.min(pageSize, mostFixesOfPage[detail]);
    for (let next = from; ;) {
      const wish = { from: next, order, pageSize: size, detail };
      const page = this.#tracks.get(vehicle)?.page(wish, this.#oldestKept()) ?? [];
      if (page.length > 0) yield page;
      const last = page.at(-1);
      if (!last || page.length < size) return;
      next = new Date(last.time.getTime() + order);
    }
  }

  async startOf(vehicle: string, range: HistoryRange): Promise<Date | undefined> {
    return this.#tracks.get(vehicle)?.startOf(range) ?? range.since;
  }

  async at(time: Date, reachMs: number): Promise<readonly VehicleFixesAt[]> {
    const oldest = this.#oldestKept();
    return Array.from(this.#tracks.values(), (track) => track.at(time, reachMs, oldest)).filter(
      (fixes) => fixes !== undefined,
    );
  }

  async *during(stretch: Stretch): AsyncGenerator<readonly PositionReport[]> {
    const oldest = this.#oldestKept();
    for (const track of this.#tracks.values()) {
      const fixes = track.during(stretch, oldest);
      if (fixes.length > 0) yield fixes.map((fix) => ({ vehicle: track.name, ...fix }));
    }
  }

  async extent(): Promise<Extent | undefined> {
    const oldest = this.#oldestKept();
    const extents = Array.from(this.#tracks.values(), (track) => track.extent(oldest));
    return extents
      .filter((extent) => extent !== undefined)
      .reduce<Extent | undefined>(joined, undefined);
  }

  async countVehicles(): Promise<number> {
    return this.#tracks.size;
  }

  async close(): Promise<void> {
    // There is nothing to disconnect from.
  }

  *#named(names: readonly string[]): Generator<VehicleTrack, void, undefined> {
    for (const name of new Set(names)) {
      const track = this.#tracks.get(name);
      if (track) yield track;
    }
  }

  #oldestKept(): number {
    return this.#now().getTime() - this.#retentionMs;
  }

  #add(vehicle: string, fixes: readonly Fix[], now: number): number {
    const track = this.#tracks.get(vehicle) ?? new VehicleTrack(vehicle);
    this.#tracks.set(vehicle, track);
    const before = track.weight;
    const added = track.addAll(fixes);
    track.dropOldest(track.length - this.#limits.maxPositionsPerVehicle);
    this.#weight += track.weight - before;
    this.#byAge.settle(track);
    if (added > 0) track.changedAt = this.#version;
    this.#ahead.note(vehicle, fixes.at(-1)?.time.getTime() ?? -Infinity, now);
    return added;
  }

  /** Whether there was one that could go. */
  #dropOldestOfAll(): boolean {
    const track = this.#byAge.oldest;
    if (!track || track.age === Infinity) return false;
    const before = track.weight;
    track.dropOldest(1);
    this.#weight += track.weight - before;
    this.#byAge.settle(track);
    return true;
  }

  #sweep(): void {
    const now = this.#now().getTime();
    if (now < this.#nextSweep) return;
    this.#nextSweep = now + sweepIntervalMs;
    for (const track of this.#tracks.values()) this.#forgetOlder(track, now - this.#retentionMs);
    this.#version += 1;
  }

  #leave(track: VehicleTrack): void {
    this.#tracks.delete(track.name);
    this.#byAge.remove(track);
    this.#departures += 1;
  }

  #forgetOlder(track: VehicleTrack, oldest: number): void {
    if (track.isSilent(oldest)) {
      this.#weight -= track.weight;
      this.#leave(track);
      return;
    }
    const before = track.weight;
    track.dropOlder(oldest);
    if (track.weight < before) track.changedAt = this.#version + 1;
    this.#weight += track.weight - before;
    this.#byAge.settle(track);
  }
}

function joined(one: Extent | undefined, other: Extent): Extent {
  return {
    oldest: one && one.oldest < other.oldest ? one.oldest : other.oldest,
    newest: one && one.newest > other.newest ? one.newest : other.newest,
  };
}

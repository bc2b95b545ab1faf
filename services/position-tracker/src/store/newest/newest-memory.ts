import type { Fix, VehicleFixes } from '../../fixes/fix.ts';
import { keptFixes } from '../../fixes/newest-fixes.ts';
import { AheadVehicles } from '../ahead-vehicles.ts';
import type { VehicleFilter } from '../position-store.ts';
import { FixSlots } from './fix-slots.ts';
import { ForgottenStretches } from './forgotten-stretches.ts';
import { heldFixes, isSame, joined } from './held-fixes.ts';

/** What is known of a vehicle and, in MongoDB, of its document; its fixes are in the columns. */
interface Entry {
  readonly place: number;
  /** Of the document when it was read or written last; `undefined` if there was none, or can be none. */
  revision: number | 'none' | undefined;
  /** The version of the memory when its fixes changed last. */
  changedAt: number;
  /** The round in which its document was seen last. */
  seenIn: number;
}

/** When a vehicle reported last, and before that; in milliseconds, -Infinity for never. */
export interface KnownVehicle {
  readonly name: string;
  readonly newest: number;
  readonly previous: number;
}

/** The newest fixes of all vehicles in the process's memory: some 500 bytes a vehicle. */
export class NewestMemory {
  readonly #entries = new Map<string, Entry>();
  /** What documents may still hold of forgotten fixes is not read. */
  readonly forgotten = new ForgottenStretches();
  readonly #slots = new FixSlots();
  readonly #free: number[] = [];
  readonly #ahead = new AheadVehicles();
  readonly #now: () => Date;
  #version = 0;
  #departures = 0;
  #round = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** As {@link PositionStore.departures}. */
  get departures(): number {
    return this.#departures;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** As {@link PositionStore.version}. */
  get version(): number {
    for (const name of this.#ahead.take(this.#now().getTime())) {
      const entry = this.#entries.get(name);
      if (entry) entry.changedAt = this.#version += 1;
    }
    return this.#version;
  }

  /** Adds fixes as `positions` has them, oldest first; returns whether one is among the newest. */
  add(vehicle: string, fixes: readonly Fix[]): boolean {
    const entry = this.#entries.get(vehicle) ?? this.#enter(vehicle);
    const own = this.#slots.read(entry.place);
    const held = joined(own, fixes);
    if (isSame(own, held)) return false;
    this.#change(vehicle, entry, held);
    return true;
  }

  /**
   * Adds what a document holds, oldest first, and takes its revision for the present one. Returns whether the
   * document lacks something that is known here.
   */
  read(vehicle: string, given: readonly Fix[], revision: number | 'none'): boolean {
    const stored = this.forgotten.without(vehicle, given);
    if (stored.length === 0 && !this.#entries.has(vehicle)) return false;
    const entry = this.#entries.get(vehicle) ?? this.#enter(vehicle);
    const own = this.#slots.read(entry.place);
    const held = joined(stored, own);
    if (!isSame(own, held)) this.#change(vehicle, entry, held);
    entry.revision = revision;
    entry.seenIn = this.#round;
    return stored.length < given.length || !isSame(joined(stored, []), held);
  }

  /** A vehicle's fixes, oldest first, and its document's revision; `undefined` if it is unknown. */
  heldOf(vehicle: string): { fixes: Fix[]; revision: Entry['revision'] } | undefined {
    const entry = this.#entries.get(vehicle);
    return entry && { fixes: this.#slots.read(entry.place), revision: entry.revision };
  }

  revisionOf(vehicle: string): Entry['revision'] {
    return this.#entries.get(vehicle)?.revision;
  }

  /** A vehicle's document was written, or is not there. */
  setRevision(vehicle: string, revision: number | undefined): void {
    const entry = this.#entries.get(vehicle);
    if (!entry) return;
    entry.revision = revision;
    entry.seenIn = this.#round;
  }

  /** Its document was seen in this round. */
  see(vehicle: string): void {
    const entry = this.#entries.get(vehicle);
    if (entry) entry.seenIn = this.#round;
  }

  /**
   * Begins a new round of looking at the documents, and forgets the vehicles whose document was there and
   * was not seen for two rounds: one that is being written just now is seen in the next.
   */
  nextRound(isWaiting: (vehicle: string) => boolean): void {
    for (const [vehicle, { place, revision, seenIn }] of this.#entries) {
      if (revision === undefined || seenIn >= this.#round - 1 || isWaiting(vehicle)) continue;
      this.#drop(vehicle, place);
    }
    this.#round += 1;
  }

  /** Holds of a vehicle what is held of these fixes, oldest first, and nothing else. */
  replace(vehicle: string, fixes: readonly Fix[]): void {
    if (fixes.length === 0) {
      this.forget(vehicle);
      return;
    }
    const entry = this.#entries.get(vehicle) ?? this.#enter(vehicle);
    this.#change(vehicle, entry, heldFixes(fixes));
  }

  /** Forgets a vehicle. */
  forget(vehicle: string): void {
    const entry = this.#entries.get(vehicle);
    if (entry) this.#drop(vehicle, entry.place);
  }

  /** As {@link PositionStore.latest}, but for what counts now of a vehicle whose clock is ahead. */
  latest(
    { names, since, changedAfter = -1 }: VehicleFilter,
    oldest: number,
  ): readonly VehicleFixes[] {
    const from = Math.max(oldest, since?.getTime() ?? -Infinity);
    const vehicles: VehicleFixes[] = [];
    for (const name of names ? new Set(names) : this.#namesOf(changedAfter, from)) {
      if (this.changedAt(name) <= changedAfter) continue;
      const fixes = this.latestOf(name, oldest);
      if (fixes && fixes.newest.time.getTime() >= from) vehicles.push(fixes);
    }
    return vehicles;
  }

  /** What is said of a vehicle now, without what is older than `oldest`. */
  latestOf(vehicle: string, oldest: number): VehicleFixes | undefined {
    const entry = this.#entries.get(vehicle);
    if (!entry || this.#slots.timeOf(entry.place) < oldest) return undefined;
    const held = this.#slots.read(entry.place);
    const newest = held.at(-1);
    const fixes = keptFixes(held).filter(({ time }) => time.getTime() >= oldest);
    return newest && { vehicle, newest, fixes };
  }

  /** The names of all vehicles. */
  names(): string[] {
    return [...this.#entries.keys()];
  }

  /** The names of those whose newest fix is older than that. */
  silent(oldest: number): string[] {
    return this.names().filter((name) => {
      const entry = this.#entries.get(name);
      return entry && this.#slots.timeOf(entry.place) < oldest;
    });
  }

  changedAt(vehicle: string): number {
    return this.#entries.get(vehicle)?.changedAt ?? -1;
  }

  /** The names of those that changed after a version and have a fix at `from` or later. */
  *#namesOf(changedAfter: number, from: number): Generator<string, void, undefined> {
    for (const [name, { changedAt, place }] of this.#entries) {
      if (changedAt > changedAfter && this.#slots.timeOf(place) >= from) yield name;
    }
  }

  /** All vehicles that have reported at `oldest` or later. */
  known(oldest: number): KnownVehicle[] {
    const known: KnownVehicle[] = [];
    for (const [name, { place }] of this.#entries) {
      const newest = this.#slots.timeOf(place);
      if (newest >= oldest) known.push({ name, newest, previous: this.#slots.timeOf(place, 1) });
    }
    return known;
  }

  #drop(vehicle: string, place: number): void {
    this.#slots.write(place, []);
    this.#free.push(place);
    this.#entries.delete(vehicle);
    this.#version += 1;
    this.#departures += 1;
  }

  #enter(vehicle: string): Entry {
    const place = this.#free.pop() ?? this.#entries.size;
    const entry = { place, revision: undefined, changedAt: 0, seenIn: this.#round };
    this.#entries.set(vehicle, entry);
    return entry;
  }

  #change(vehicle: string, entry: Entry, held: readonly Fix[]): void {
    this.#slots.write(entry.place, held);
    entry.changedAt = this.#version += 1;
    const newest = held.at(-1)?.time.getTime() ?? -Infinity;
    this.#ahead.note(vehicle, newest, this.#now().getTime());
  }
}

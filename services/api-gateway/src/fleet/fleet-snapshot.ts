import type { VehiclePosition } from '@fleetman/contract';
import { VehicleTable } from './vehicle-table.ts';

/** A change of a vehicle: no two have the same version, later ones have greater. */
interface Change {
  readonly position: VehiclePosition;
  readonly version: number;
  /** How far the vehicle's clock is ahead of ours, as far as the tracker vouches for it. */
  leadMs: number;
}

/**
 * The feed may say so much of the future, for clocks that differ a little and for messages that were
 * quick. Who publishes there is not checked: a position of next year would never be overtaken.
 */
const toleranceMs = 10_000;

/** How a snapshot is bounded, and what tells it the time. */
export interface FleetSnapshotOptions {
  readonly maxVehicles: number;
  readonly now: () => Date;
}

/**
 * The fleet as last heard: the latest position of each vehicle, whichever source told it first. Later
 * timestamps win, so sources may repeat themselves and overtake each other. But what the tracker answers
 * wins over all that the feed said before it was asked: a false position lasts until then at most.
 */
export class FleetSnapshot {
  /** The same fleet as numbers, for frames; its versions are those of here. */
  readonly table: VehicleTable;
  readonly #maxVehicles: number;
  readonly #now: () => Date;
  readonly #latest = new Map<string, Change>();
  /** Ascending by version. Holds overtaken changes too, until there are too many of them. */
  #changes: Change[] = [];
  #version = 0;
  #heardAt: Date | undefined;
  #hasDeparted = false;
  readonly #listeners = new Set<() => void>();

  constructor({ maxVehicles, now }: FleetSnapshotOptions) {
    this.table = new VehicleTable(maxVehicles);
    this.#maxVehicles = maxVehicles;
    this.#now = now;
  }

  /** Grows with every change of a vehicle. */
  get version(): number {
    return this.#version;
  }

  /** How many vehicles are known. */
  get size(): number {
    return this.#latest.size;
  }

  /** When any source was last heard, news or not; `undefined` when none ever was. */
  get heardAt(): Date | undefined {
    return this.#heardAt;
  }

  /** Calls `listener` after every change and departure, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Takes over what the live feed says; vehicles beyond `maxVehicles` are left out. Returns those that it
   * does not believe, being further in the future than their vehicle's clock was known to be.
   */
  merge(positions: readonly VehiclePosition[]): readonly VehiclePosition[] {
    const now = this.#now();
    const refused = positions.filter((position) => this.#isAhead(position, now));
    // A feed that says nothing true was not heard of.
    if (refused.length > 0 && refused.length === positions.length) return refused;
    this.#takeOver(now, () => {
      for (const position of positions) {
        if (!this.#isAhead(position, now)) this.#takeNews(position);
      }
    });
    return refused;
  }

  /**
   * Takes over what the tracker answered: it wins, unless the vehicle changed after `askedAt`, the
   * version when the tracker was asked, and is newer.
   */
  correct(positions: readonly VehiclePosition[], askedAt: number): void {
    const now = this.#now();
    this.#takeOver(now, () => {
      for (const position of positions) this.#takeAnswer(position, askedAt, now);
    });
  }

  /**
   * Takes over the whole fleet as the tracker listed it: a vehicle that is missing there is forgotten,
   * unless it changed after `askedAt`.
   */
  replace(positions: readonly VehiclePosition[], askedAt: number): void {
    const listed = new Set(positions.map(({ name }) => name));
    for (const [name, { version }] of this.#latest) {
      if (version <= askedAt && !listed.has(name)) this.#forget(name);
    }
    this.correct(positions, askedAt);
  }

  /** Every vehicle, sorted by name. */
  all(): readonly VehiclePosition[] {
    return this.changedSince(0).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  get(name: string): VehiclePosition | undefined {
    return this.#latest.get(name)?.position;
  }

  /** The latest position of each vehicle that changed after `version`. Costs as much as changed. */
  changedSince(version: number): readonly VehiclePosition[] {
    const start = this.#changes.findLastIndex((change) => change.version <= version) + 1;
    return this.#changes
      .slice(start)
      .filter((change) => this.#isLatest(change))
      .map(({ position }) => position);
  }

  /** Whole seconds since any source was heard; `undefined` when none ever was. */
  get ageSeconds(): number | undefined {
    if (!this.#heardAt) return undefined;
    return Math.max(0, Math.floor((this.#now().getTime() - this.#heardAt.getTime()) / 1_000));
  }

  #takeOver(now: Date, take: () => void): void {
    const before = this.#version;
    this.#heardAt = now;
    take();
    this.#forgetOvertaken();
    if (this.#version === before && !this.#hasDeparted) return;
    this.#hasDeparted = false;
    for (const listener of this.#listeners) listener();
  }

  #isAhead({ name, timestamp }: VehiclePosition, now: Date): boolean {
    const leadMs = this.#latest.get(name)?.leadMs ?? 0;
    return leadOf(timestamp, now) > leadMs + toleranceMs;
  }

  #takeNews(position: VehiclePosition): void {
    const known = this.#latest.get(position.name);
    if (!known || isNews(position, known.position)) this.#put(position, known?.leadMs ?? 0);
  }

  #takeAnswer(position: VehiclePosition, askedAt: number, now: Date): void {
    const known = this.#latest.get(position.name);
    const leadMs = leadOf(position.timestamp, now);
    const hasMoved = known !== undefined && known.version > askedAt;
    const wins = !known || (hasMoved ? isNews : isOther)(position, known.position);
    if (wins) this.#put(position, leadMs);
    else known.leadMs = leadMs;
  }

  #put(position: VehiclePosition, leadMs: number): void {
    if (!this.#latest.has(position.name) && this.#latest.size >= this.#maxVehicles) return;
    const change = { position, version: ++this.#version, leadMs };
    this.#latest.set(position.name, change);
    this.#changes.push(change);
    this.table.put(position, change.version);
  }

  #forget(name: string): void {
    this.#latest.delete(name);
    this.table.remove(name);
    this.#hasDeparted = true;
  }

  #isLatest(change: Change): boolean {
    return this.#latest.get(change.position.name) === change;
  }

  /** Every vehicle may stand here twice before it is worth tidying up; so a change costs O(1). */
  #forgetOvertaken(): void {
    if (this.#changes.length <= 2 * this.#latest.size + 1_000) return;
    this.#changes = this.#changes.filter((change) => this.#isLatest(change));
  }
}

/** A late report can correct the speed of a fix, so the same time may bring something new. */
function isNews(position: VehiclePosition, known: VehiclePosition): boolean {
  if (position.timestamp !== known.timestamp) return position.timestamp > known.timestamp;
  return isOther(position, known);
}

function isOther(position: VehiclePosition, known: VehiclePosition): boolean {
  return (
    position.timestamp !== known.timestamp ||
    position.speed !== known.speed ||
    position.heading !== known.heading ||
    position.lat !== known.lat ||
    position.longitude !== known.longitude
  );
}

/** How far in the future a time is, in milliseconds; 0 where it is not. */
function leadOf(timestamp: string, now: Date): number {
  return Math.max(0, Date.parse(timestamp) - now.getTime());
}

import type { VehiclePosition } from '@fleetman/contract';
import { VehicleTable } from './vehicle-table.ts';

/** A change of a vehicle: no two have the same version, later ones have greater. */
interface Change {
  readonly position: VehiclePosition;
  readonly version: number;
}

/** How a snapshot is bounded, and what tells it the time. */
export interface FleetSnapshotOptions {
  readonly maxVehicles: number;
  readonly now: () => Date;
}

/**
 * The fleet as last heard: the latest position of each vehicle, whichever source told it first. Later
 * timestamps win, so sources may repeat themselves and overtake each other.
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
  #notify: (() => void) | undefined;

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

  /** Calls `listener` after every change and departure; there is one listener. */
  onChange(listener: () => void): void {
    this.#notify = listener;
  }

  /** Takes positions over; those of further vehicles than `maxVehicles` are left out. */
  merge(positions: readonly VehiclePosition[]): void {
    const before = this.#version;
    this.#heardAt = this.#now();
    for (const position of positions) this.#take(position);
    this.#forgetOvertaken();
    if (this.#version !== before || this.#hasDeparted) this.#notify?.();
    this.#hasDeparted = false;
  }

  /**
   * Takes over the whole fleet as the tracker listed it: a vehicle that is missing there is forgotten,
   * unless it changed after `askedAt`, the version when the tracker was asked.
   */
  replace(positions: readonly VehiclePosition[], askedAt: number): void {
    const listed = new Set(positions.map(({ name }) => name));
    for (const [name, { version }] of this.#latest) {
      if (version <= askedAt && !listed.has(name)) this.#forget(name);
    }
    this.merge(positions);
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

  #take(position: VehiclePosition): void {
    const known = this.#latest.get(position.name);
    if (known ? !isNews(position, known.position) : this.#latest.size >= this.#maxVehicles) return;
    const change = { position, version: ++this.#version };
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
  return (
    position.speed !== known.speed ||
    position.heading !== known.heading ||
    position.lat !== known.lat ||
    position.longitude !== known.longitude
  );
}

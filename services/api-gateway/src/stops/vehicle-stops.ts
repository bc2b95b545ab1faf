import { stoppedMph, type VehiclePosition, type VehicleStop } from '@fleetman/contract';
import type { FleetSnapshot } from '../fleet/fleet-snapshot.ts';

/** Since when vehicles stand, as far as it is known. */
export interface KnownStops {
  /** Grows with every change. */
  readonly version: number;
  /** In no promised order. */
  all(): readonly VehicleStop[];
}

/**
 * Since when each vehicle of the fleet stands: what comes to a stand while the gateway runs it sees by itself, what
 * stood already has to be {@link learn}ed. At most one entry a vehicle.
 */
export class VehicleStops implements KnownStops {
  readonly #fleet: FleetSnapshot;
  readonly #moving = new Set<string>();
  /** Milliseconds since 1970 of those that stand; NaN while nobody knows. */
  readonly #since = new Map<string, number>();
  readonly #unknown = new Set<string>();
  #read = 0;
  #version = 0;

  constructor(fleet: FleetSnapshot) {
    this.#fleet = fleet;
    fleet.onChange(() => {
      this.#follow();
    });
  }

  get version(): number {
    return this.#version;
  }

  all(): readonly VehicleStop[] {
    const stops: VehicleStop[] = [];
    for (const [name, since] of this.#since) {
      if (!Number.isNaN(since)) stops.push({ name, since: new Date(since).toISOString() });
    }
    return stops;
  }

  /** A vehicle that stood already when it was first heard of, and that nobody has looked for yet. */
  get unknown(): string | undefined {
    return this.#unknown.values().next().value;
  }

  /** What was found of {@link unknown}: milliseconds since 1970; nothing if it cannot be found. */
  learn(name: string, since: number | undefined): void {
    // It may have driven off meanwhile.
    if (!this.#unknown.delete(name) || since === undefined) return;
    this.#since.set(name, since);
    this.#version += 1;
  }

  /** Looks for this vehicle after all others. */
  defer(name: string): void {
    if (this.#unknown.delete(name)) this.#unknown.add(name);
  }

  #follow(): void {
    const { version } = this.#fleet;
    for (const position of this.#fleet.changedSince(this.#read)) this.#take(position);
    this.#read = version;
    if (this.#since.size + this.#moving.size > this.#fleet.size) this.#forgetDeparted();
  }

  #take({ name, speed, timestamp }: VehiclePosition): void {
    if (speed === null || speed >= stoppedMph) {
      if (this.#since.delete(name)) this.#version += 1;
      this.#unknown.delete(name);
      if (speed === null) this.#moving.delete(name);
      else this.#moving.add(name);
    } else if (this.#moving.delete(name)) {
      this.#since.set(name, Date.parse(timestamp));
      this.#version += 1;
    } else if (!this.#since.has(name)) {
      this.#since.set(name, NaN);
      this.#unknown.add(name);
    }
  }

  #forgetDeparted(): void {
    for (const names of [this.#since, this.#moving, this.#unknown]) {
      for (const name of names.keys()) if (!this.#fleet.get(name)) names.delete(name);
    }
    this.#version += 1;
  }
}

import { computed, inject, Injectable, signal, untracked } from '@angular/core';
import { Clock } from '../settings/clock';
import type { Connection, FleetPositions, PositionListener } from './position-source';
import type { Vehicle } from './vehicle';

/** Hears of every single movement, at once; signals tell of them at most twice a second. */
export interface FleetWatcher {
  /** The whole fleet; what is not in it is gone. */
  replaceAll(vehicles: readonly Vehicle[]): void;
  /** The vehicles that reported, with an older report of none. */
  move(vehicles: readonly Vehicle[]): void;
}

/** How often the list is made anew: a person reads no faster, and 10,000 rows cost time. */
const listEveryMs = 500;

/** The fleet as last heard, and the one vehicle that is looked at. */
@Injectable({ providedIn: 'root' })
export class FleetStore implements PositionListener {
  readonly #clock = inject(Clock);
  readonly #vehicles = new Map<string, Vehicle>();
  readonly #watchers = new Set<FleetWatcher>();
  readonly #list = signal<readonly Vehicle[]>([]);
  readonly #connection = signal<Connection>({ state: 'connecting' });
  readonly #selected = signal<Vehicle | undefined>(undefined);
  readonly #selectedName = signal<string | undefined>(undefined);
  readonly #hasSnapshot = signal(false);
  readonly #updatedAt = signal<number | undefined>(undefined);
  #listTimer: ReturnType<typeof setTimeout> | undefined;

  /** Every vehicle, as of half a second ago at most, in no order. */
  readonly list = this.#list.asReadonly();
  readonly connection = this.#connection.asReadonly();
  /** Whether the fleet was heard of at all, so that an empty list means an empty fleet. */
  readonly hasSnapshot = this.#hasSnapshot.asReadonly();
  /** When the last positions came, by this machine's clock. */
  readonly updatedAt = this.#updatedAt.asReadonly();
  readonly selectedName = this.#selectedName.asReadonly();
  /** The selected vehicle as last heard; `undefined` as long as it was not heard of. */
  readonly selected = this.#selected.asReadonly();
  readonly count = computed(() => this.#list().length);
  /** Whether the camera keeps to the selected vehicle. */
  readonly isFollowing = signal(false);

  /** Looks at this vehicle; it need not be known yet (a link may name it). */
  select(name: string | undefined): void {
    if (name === untracked(this.#selectedName)) return;
    this.#selectedName.set(name);
    this.#selected.set(name === undefined ? undefined : this.#vehicles.get(name));
    this.isFollowing.set(false);
  }

  /** Selects the vehicle, or ends its selection. */
  toggleSelection(name: string): void {
    this.select(name === untracked(this.#selectedName) ? undefined : name);
  }

  toggleFollowing(): void {
    this.isFollowing.update((isFollowing) => !isFollowing);
  }

  /** Tells the watcher the fleet at once, then every movement, until the answer is called. */
  watch(watcher: FleetWatcher): () => void {
    this.#watchers.add(watcher);
    watcher.replaceAll([...this.#vehicles.values()]);
    return () => this.#watchers.delete(watcher);
  }

  replaceAll({ sentAt, vehicles }: FleetPositions): void {
    this.#heard(sentAt);
    this.#vehicles.clear();
    for (const vehicle of vehicles) this.#vehicles.set(vehicle.name, vehicle);
    this.#hasSnapshot.set(true);
    this.#refreshSelected();
    this.#refreshList();
    for (const watcher of this.#watchers) watcher.replaceAll([...this.#vehicles.values()]);
  }

  update({ sentAt, vehicles }: FleetPositions): void {
    this.#heard(sentAt);
    const newer = vehicles.filter(
      ({ name, time }) => time >= (this.#vehicles.get(name)?.time ?? -Infinity),
    );
    for (const vehicle of newer) this.#vehicles.set(vehicle.name, vehicle);
    this.#refreshSelected();
    for (const watcher of this.#watchers) watcher.move(newer);
    this.#listTimer ??= setTimeout(() => {
      this.#refreshList();
    }, listEveryMs);
  }

  changeConnection(connection: Connection): void {
    const before = untracked(this.#connection);
    // Further failed attempts belong to the same loss.
    if (before.state === 'lost' && connection.state === 'lost') return;
    this.#connection.set(connection);
  }

  #heard(sentAt: number): void {
    this.#clock.synchronise(sentAt);
    this.#updatedAt.set(Date.now());
  }

  #refreshSelected(): void {
    const name = untracked(this.#selectedName);
    if (name !== undefined) this.#selected.set(this.#vehicles.get(name));
  }

  #refreshList(): void {
    clearTimeout(this.#listTimer);
    this.#listTimer = undefined;
    this.#list.set([...this.#vehicles.values()]);
  }
}

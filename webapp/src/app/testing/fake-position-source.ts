import type { Vehicle } from '../vehicle/vehicle';
import { FleetTable } from '../fleet/fleet-table';
import {
  PositionSource,
  type FleetView,
  type PastChange,
  type PositionListener,
} from '../fleet/position-source';

/** Positions as a test sends them. */
export class FakePositionSource extends PositionSource {
  readonly views: FleetView[] = [];
  watched: readonly string[] = [];
  #listener: PositionListener | undefined;

  override open(listener: PositionListener): void {
    this.#listener = listener;
  }

  override look(view: FleetView): void {
    this.views.push(view);
  }

  override watchPasts(names: readonly string[]): void {
    this.watched = names;
  }

  override close(): void {
    this.#listener = undefined;
  }

  get isOpen(): boolean {
    return this.#listener !== undefined;
  }

  /** Connects and sends the whole fleet. */
  sendSnapshot(...vehicles: Vehicle[]): void {
    this.#listener?.changeConnection({ state: 'live' });
    this.#listener?.replaceAll({ sentAt: Date.now(), reports: FleetTable.of(vehicles) });
  }

  send(...vehicles: Vehicle[]): void {
    this.#listener?.update({ sentAt: Date.now(), reports: FleetTable.of(vehicles) });
  }

  /** Fixes of a vehicle were stored late. */
  sendLate(change: PastChange): void {
    this.#listener?.changePast(change);
  }

  /** The gateway itself does not hear of the fleet. */
  goStale(): void {
    this.#listener?.changeConnection({ state: 'stale', since: Date.now() });
  }

  lose(): void {
    this.#listener?.changeConnection({ state: 'lost', since: Date.now() });
  }
}

/** A vehicle that has just reported; what matters to the test is overridden. */
export function aVehicle(overrides: Partial<Vehicle> = {}): Vehicle {
  return {
    name: 'City Truck',
    lat: -29.90453,
    lng: -71.24894,
    time: Date.now(),
    speedMph: 24.5,
    heading: 90,
    ...overrides,
  };
}

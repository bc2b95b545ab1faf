import { DestroyRef, effect, inject, Injectable, untracked } from '@angular/core';
import type { Vehicle, VehicleChange } from '@fleetman/contract/registry';
import { readRecords } from '../fleet/read-records';
import { VehicleRecords } from '../fleet/vehicle-records';
import { ApiClient } from '../session/api-client';
import { Session } from '../session/session';

/** How often it is looked what others have changed, in milliseconds. */
const lookEveryMs = 60_000;

/** Keeps what the page knows of vehicles' records as the registry has it, and changes it there. */
@Injectable({ providedIn: 'root' })
export class RecordKeeper {
  readonly #api = inject(ApiClient);
  readonly #records = inject(VehicleRecords);

  constructor() {
    const session = inject(Session);
    const looking = effect((onCleanup) => {
      if (!session.hasRegistry()) return;
      const look = () => {
        this.reload().catch(() => undefined);
      };
      untracked(look);
      const timer = setInterval(look, lookEveryMs);
      onCleanup(() => {
        clearInterval(timer);
      });
    });
    // Somebody with a link reads no records, and is told what the one vehicle is called.
    const naming = effect(() => {
      const { vehicle: id, label: name } = session.share() ?? {};
      if (id === undefined || name === undefined) return;
      this.#records.known.set(readRecords([{ id, name, retired: false }]));
    });
    inject(DestroyRef).onDestroy(() => {
      looking.destroy();
      naming.destroy();
    });
  }

  /** Reads all records anew. */
  async reload(): Promise<void> {
    const vehicles = await this.#api.ask<readonly Vehicle[]>('GET', 'registry/vehicles');
    const before = untracked(this.#records.byId);
    // Another reading has all names ordered anew.
    if (JSON.stringify([...before.values()]) === JSON.stringify(vehicles)) return;
    this.#records.known.set(readRecords(vehicles));
  }

  /** Creates the record, or changes all of it. */
  async save(id: string, change: VehicleChange): Promise<void> {
    await this.#api.ask('PUT', `vehicles/${encodeURIComponent(id)}`, change);
    await this.reload();
  }

  /** Creates a record under an id that the gateway chooses, which is answered. */
  async add(change: VehicleChange): Promise<string> {
    const { id } = await this.#api.ask<Vehicle>('POST', 'vehicles', change);
    await this.reload();
    return id;
  }

  /** Deletes the record and all that was ever reported of the vehicle. */
  async forget(id: string): Promise<void> {
    await this.#api.ask('DELETE', `vehicles/${encodeURIComponent(id)}`);
    await this.reload();
  }
}

import { Component, inject, output, signal, untracked } from '@angular/core';
import type { VehicleChange } from '@fleetman/contract/registry';
import { VehicleRecords } from '../../fleet/vehicle-records';
import { Session } from '../../session/session';
import { ConnectDevice } from '../devices/connect-device';
import { Attempt } from '../frame/attempt';
import { textIn } from '../frame/text-in';
import { RecordKeeper } from '../record-keeper';
import { freeId } from './free-id';

/** Two steps to a vehicle on the map: what it is called, and what reports for it. */
@Component({
  selector: 'fleet-add-vehicle',
  imports: [ConnectDevice],
  templateUrl: './add-vehicle.html',
})
export class AddVehicle {
  /** It is there, or was given up. */
  readonly done = output();

  readonly #keeper = inject(RecordKeeper);
  readonly #session = inject(Session);
  protected readonly records = inject(VehicleRecords);
  protected readonly attempt = new Attempt();
  /** The id of the vehicle that was added. */
  protected readonly added = signal<string | undefined>(undefined);

  protected async add(event: Event, form: HTMLFormElement): Promise<void> {
    event.preventDefault();
    const given = new FormData(form);
    const [name, plate, group] = [
      textIn(given, 'name'),
      textIn(given, 'plate'),
      textIn(given, 'group'),
    ];
    const change = { name, ...(plate && { plate }), ...(group && { group }), retired: false };
    await this.attempt.make(async () => {
      this.added.set(await this.#save(change));
    });
  }

  /** The id of the new record. Who does not see all ids cannot choose a free one. */
  async #save(change: VehicleChange): Promise<string> {
    if (this.#session.person()?.groups) return this.#keeper.add(change);
    const id = freeId(change.name ?? '', untracked(this.records.byId));
    await this.#keeper.save(id, change);
    return id;
  }
}

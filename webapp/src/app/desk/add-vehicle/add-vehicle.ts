import { Component, inject, output, signal, untracked } from '@angular/core';
import { VehicleRecords } from '../../fleet/vehicle-records';
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
    const id = freeId(name, untracked(this.records.byId));
    const change = { name, ...(plate && { plate }), ...(group && { group }), retired: false };
    await this.attempt.make(async () => {
      await this.#keeper.save(id, change);
      this.added.set(id);
    });
  }
}

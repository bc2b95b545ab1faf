import { Component, computed, inject, output, signal } from '@angular/core';
import type { Vehicle } from '@fleetman/contract/registry';
import { VehicleRecords } from '../../fleet/vehicle-records';
import { Session } from '../../session/session';
import { Formatter } from '../../settings/formatter';
import { AddVehicle } from '../add-vehicle/add-vehicle';
import { ConnectDevice } from '../devices/connect-device';
import { DeskFrame } from '../frame/desk-frame';
import { ForgetVehicle } from './forget-vehicle';
import { ImportVehicles } from './import-vehicles';
import { KeyList } from './key-list';
import { listRecords } from './list-records';
import { VehicleForm } from './vehicle-form';
import { symbolName } from './vehicle-symbols';

/** What of the page is shown: the list, or one thing that is done with a vehicle. */
type Step = 'list' | 'add' | 'import' | 'edit' | 'connect' | 'forget';

/** Rows that are in the page at once; who has more vehicles searches. */
const mostRows = 300;

/** The vehicles that the registry knows: to add, to change, to connect, to forget. */
@Component({
  selector: 'fleet-vehicles-page',
  imports: [
    AddVehicle,
    ConnectDevice,
    DeskFrame,
    ForgetVehicle,
    ImportVehicles,
    KeyList,
    VehicleForm,
  ],
  templateUrl: './vehicles-page.html',
})
export class VehiclesPage {
  readonly closed = output();

  readonly #records = inject(VehicleRecords);
  readonly #format = inject(Formatter);
  protected readonly mayChange = computed(() => this.#session.may('dispatcher'));
  readonly #session = inject(Session);
  protected readonly step = signal<Step>('list');
  protected readonly search = signal('');
  protected readonly chosen = signal<Vehicle | undefined>(undefined);

  readonly #found = computed(() => listRecords(this.#records.byId(), this.search()));
  protected readonly rows = computed(() => this.#found().slice(0, mostRows));
  protected readonly hasRecords = computed(() => this.#records.byId().size > 0);
  protected readonly count = computed(() => {
    const [found, shown] = [this.#found().length, this.rows().length].map((n) =>
      this.#format.number(n),
    );
    return found === shown
      ? $localize`:@@vehicles.count:${found}:count: vehicles`
      : $localize`:@@vehicles.first-of:The first ${shown}:shown: of ${found}:count: vehicles`;
  });
  protected readonly heading = computed(() => {
    const name = this.chosen()?.name ?? '';
    switch (this.step()) {
      case 'add':
        return $localize`:@@vehicles.add:Add a vehicle`;
      case 'import':
        return $localize`:@@vehicles.import:Import vehicles`;
      case 'connect':
        return $localize`:@@vehicles.connect-what:Devices of ${name}:name:`;
      case 'edit':
      case 'forget':
        return name;
      default:
        return $localize`:@@list.vehicles:Vehicles`;
    }
  });

  /** What else is known of a vehicle, in one line. */
  protected detailsOf({ id, name, plate, group, driver, symbol, retired }: Vehicle): string {
    const parts = [
      retired ? $localize`:@@vehicles.retired:retired` : undefined,
      plate,
      group,
      driver,
      symbol === undefined ? undefined : symbolName(symbol),
      id === name ? undefined : id,
    ];
    return parts.filter((part) => part !== undefined).join(' · ');
  }

  protected go(step: Step, vehicle?: Vehicle): void {
    this.chosen.set(vehicle);
    this.step.set(step);
  }
}

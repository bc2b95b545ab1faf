import { Component, computed, inject, output, signal } from '@angular/core';
import type { Vehicle } from '@fleetman/contract/registry';
import { FleetStore } from '../../fleet/fleet-store';
import { VehicleRecords } from '../../fleet/vehicle-records';
import { HistoryView } from '../../history/view/history-view';
import { markOf } from '../../vehicle/mark/vehicle-mark';
import { MarkOfVehicle } from '../../vehicle/mark/mark-of-vehicle';
import { symbolName } from '../../vehicle/mark/vehicle-symbols';
import { Session } from '../../session/session';
import { Formatter } from '../../settings/formatter';
import { AddVehicle } from '../add-vehicle/add-vehicle';
import { AcceptVehicles } from '../arrivals/accept-vehicles';
import { KnockList } from '../arrivals/knock-list';
import { Knocks } from '../arrivals/knocks';
import { Newcomers } from '../arrivals/newcomers';
import { ConnectDevice } from '../devices/connect-device';
import { DeskFrame } from '../frame/desk-frame';
import { DeviceList } from './device-list';
import { ForgetVehicle } from './forget-vehicle';
import { ImportVehicles } from './import-vehicles';
import { KeyList } from './key-list';
import { listRecords } from './list-records';
import { VehicleForm } from './vehicle-form';

/** What of the page is shown: the list, or one thing that is done with a vehicle. */
type Step = 'list' | 'add' | 'import' | 'accept' | 'knocks' | 'edit' | 'connect' | 'forget';

/** Rows that are in the page at once; who has more vehicles searches. */
const mostRows = 300;

/** The vehicles that the registry knows: to add, to change, to connect, to forget. */
@Component({
  selector: 'fleet-vehicles-page',
  imports: [
    AcceptVehicles,
    AddVehicle,
    ConnectDevice,
    DeskFrame,
    DeviceList,
    ForgetVehicle,
    ImportVehicles,
    KeyList,
    KnockList,
    MarkOfVehicle,
    VehicleForm,
  ],
  templateUrl: './vehicles-page.html',
  providers: [Knocks],
})
export class VehiclesPage {
  readonly closed = output();

  readonly #records = inject(VehicleRecords);
  readonly #format = inject(Formatter);
  readonly #session = inject(Session);
  readonly #fleet = inject(FleetStore);
  readonly #history = inject(HistoryView);
  readonly #newcomers = inject(Newcomers);
  readonly #knocks = inject(Knocks);
  protected readonly mayChange = computed(() => this.#session.may('dispatcher'));
  /** Whether those who come may be let in, and many be changed at once: not by those who are limited to groups. */
  protected readonly mayChangeAll = computed(() => this.#session.mayForAll('dispatcher'));
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
  protected readonly newcomers = computed(() => {
    const { length } = this.#newcomers.ids();
    if (length === 0) return '';
    if (length === 1) return $localize`:@@arrivals.one:1 vehicle reports and has no record`;
    return $localize`:@@arrivals.some:${this.#format.number(length)}:count: vehicles report and have no record`;
  });
  protected readonly knocking = computed(() => {
    const { length } = this.#knocks.gathered();
    if (length === 0) return '';
    if (length === 1) return $localize`:@@knocks.one:1 device knocks and is not let in`;
    return $localize`:@@knocks.some:${this.#format.number(length)}:count: devices knock and are not let in`;
  });
  protected readonly heading = computed(() => {
    const name = this.chosen()?.name ?? '';
    switch (this.step()) {
      case 'add':
        return $localize`:@@vehicles.add:Add a vehicle`;
      case 'import':
        return $localize`:@@vehicles.import:Import vehicles`;
      case 'accept':
        return $localize`:@@arrivals.title:Vehicles without a record`;
      case 'knocks':
        return $localize`:@@knocks.title:Who knocks`;
      case 'connect':
        return $localize`:@@vehicles.connect-what:Devices of ${name}:name:`;
      case 'edit':
      case 'forget':
        return name;
      default:
        return $localize`:@@list.vehicles:Vehicles`;
    }
  });

  protected readonly markOf = markOf;

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

  /** Shows it on the map; of one that drives no more, which the list does not have, its history as well. */
  protected show({ id, retired }: Vehicle): void {
    this.closed.emit();
    this.#fleet.select(id);
    if (retired) this.#history.open(id);
  }

  protected go(step: Step, vehicle?: Vehicle): void {
    this.chosen.set(vehicle);
    this.step.set(step);
  }
}

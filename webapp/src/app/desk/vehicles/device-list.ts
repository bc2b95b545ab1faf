import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import type { Device } from '@fleetman/contract/registry';
import { VehicleRecords } from '../../fleet/vehicle-records';
import { ApiClient } from '../../session/api-client';
import { deviceGiven } from '../devices/device-given';
import { Attempt } from '../frame/attempt';

/** The devices whose reports are a vehicle's, by what they call themselves: to add, to move to another, to remove. */
@Component({
  selector: 'fleet-device-list',
  templateUrl: './device-list.html',
  host: { class: 'stack' },
})
export class DeviceList {
  /** The vehicle's id. */
  readonly vehicle = input.required<string>();

  readonly #api = inject(ApiClient);
  readonly #records = inject(VehicleRecords);
  protected readonly attempt = new Attempt();
  protected readonly devices = signal<readonly Device[]>([]);
  /** The device that is being moved. */
  protected readonly moving = signal<string | undefined>(undefined);
  protected readonly said = signal('');

  /** Where it can be moved to. */
  protected readonly others = computed(() =>
    [...this.#records.byId().values()]
      .filter(({ id, retired }) => !retired && id !== this.vehicle())
      .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true })),
  );

  constructor() {
    effect(() => {
      this.vehicle();
      untracked(() => {
        void this.reload();
      });
    });
  }

  /** Reads them anew, as after one was added elsewhere. */
  async reload(): Promise<void> {
    await this.attempt.make(() => this.#read());
  }

  protected async add(event: Event, form: HTMLFormElement, device: string): Promise<void> {
    event.preventDefault();
    const isAdded = await this.attempt.make(async () => {
      await this.#api.ask('PUT', pathOf(this.vehicle(), device.trim()));
      await this.#read();
    });
    if (isAdded) form.reset();
  }

  protected async remove({ id }: Device): Promise<void> {
    await this.attempt.make(async () => {
      await this.#api.ask('DELETE', pathOf(this.vehicle(), id));
      await this.#read();
    });
  }

  /** A device is in one vehicle at most: it is taken out of this one first, and put back if the other takes it not. */
  protected async move(event: Event, id: string, to: string): Promise<void> {
    event.preventDefault();
    await this.attempt.make(async () => {
      await this.#api.ask('DELETE', pathOf(this.vehicle(), id));
      try {
        await this.#api.ask('PUT', pathOf(to, id));
      } catch (error) {
        await this.#api.ask('PUT', pathOf(this.vehicle(), id));
        throw error;
      }
      this.moving.set(undefined);
      const name = this.#records.labelOf(to);
      this.said.set(deviceGiven(id, name));
      await this.#read();
    });
  }

  async #read(): Promise<void> {
    const path = `vehicles/${encodeURIComponent(this.vehicle())}/devices`;
    this.devices.set(await this.#api.ask<readonly Device[]>('GET', path));
  }
}

function pathOf(vehicle: string, device: string): string {
  return `vehicles/${encodeURIComponent(vehicle)}/devices/${encodeURIComponent(device)}`;
}

import { Component, computed, inject, output, signal } from '@angular/core';
import type { Knock } from '@fleetman/contract/registry';
import { VehicleRecords } from '../../fleet/vehicle-records';
import { ApiClient } from '../../session/api-client';
import { Formatter } from '../../settings/formatter';
import { freeId } from '../add-vehicle/free-id';
import { deviceGiven } from '../devices/device-given';
import { Attempt } from '../frame/attempt';
import { RecordKeeper } from '../record-keeper';
import type { GatheredKnock } from './gather-knocks';
import { Knocks } from './knocks';

/** Who reports and is not let in, and why; a device that nobody has is given to a vehicle. */
@Component({ selector: 'fleet-knock-list', templateUrl: './knock-list.html' })
export class KnockList {
  readonly done = output();

  readonly #api = inject(ApiClient);
  readonly #keeper = inject(RecordKeeper);
  readonly #records = inject(VehicleRecords);
  readonly #format = inject(Formatter);
  protected readonly knocks = inject(Knocks);
  protected readonly attempt = new Attempt();
  /** The device whose vehicle is asked for. */
  protected readonly giving = signal<string | undefined>(undefined);
  readonly #given = signal<{ readonly device: string; readonly vehicle: string } | undefined>(
    undefined,
  );

  /** Those that drive, by name. */
  protected readonly vehicles = computed(() =>
    [...this.#records.byId().values()]
      .filter(({ retired }) => !retired)
      .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true })),
  );
  protected readonly givenText = computed(() => {
    const given = this.#given();
    if (!given) return '';
    return deviceGiven(given.device, this.#records.labelOf(given.vehicle));
  });

  protected titleOf({ app, device }: Knock): string {
    return device === undefined ? app : `${app} · ${device}`;
  }

  protected detailsOf({ at, address, times }: GatheredKnock): string {
    const count = this.#format.number(times);
    const parts = [
      this.#format.dateTime(Date.parse(at)),
      address === 'by a bridge' ? $localize`:@@knocks.bridge:over a bridge` : address,
      times === 1 ? undefined : $localize`:@@knocks.times:${count}:count: times`,
    ];
    return parts.filter((part) => part !== undefined).join(' · ');
  }

  protected whyOf({ why }: Knock): string {
    switch (why) {
      case 'unknown-key':
        return $localize`:@@knocks.unknown-key:Its key is not known: mistyped, or revoked. Set it up with the address that the vehicle's devices show.`;
      case 'no-key':
        return $localize`:@@knocks.no-key:It has no key. Set it up with the address that the vehicle's devices show.`;
      case 'unknown-app':
        return $localize`:@@knocks.unknown-app:The address names no known app. Set it up with the address that the vehicle's devices show.`;
      case 'unknown-device':
        return $localize`:@@knocks.unknown-device:No vehicle has this device.`;
    }
  }

  /** Puts the device into the vehicle, or into a new one that is called like it where none is chosen. */
  protected async give(event: Event, device: string, chosen: string): Promise<void> {
    event.preventDefault();
    await this.attempt.make(async () => {
      const vehicle = chosen === '' ? freeId(device, this.#records.byId()) : chosen;
      if (chosen === '') await this.#keeper.save(vehicle, { name: device, retired: false });
      const path = `vehicles/${encodeURIComponent(vehicle)}/devices/${encodeURIComponent(device)}`;
      await this.#api.ask('PUT', path);
      this.#given.set({ device, vehicle });
      this.giving.set(undefined);
      await this.knocks.reload();
    });
  }
}

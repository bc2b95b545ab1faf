import { Component, computed, inject, output, signal } from '@angular/core';
import type { VehicleImport } from '@fleetman/contract/registry';
import { VehicleRecords } from '../../fleet/vehicle-records';
import { ApiClient } from '../../session/api-client';
import { Formatter } from '../../settings/formatter';
import { Attempt } from '../frame/attempt';
import { textIn } from '../frame/text-in';
import { RecordKeeper } from '../record-keeper';
import { Newcomers } from './newcomers';
import { recordsTable } from './unregistered';

/** Rows that are in the page at once; those that are taken in make room for the next. */
const mostRows = 300;
/** One import takes no more. */
const mostAtOnce = 20_000;

/** Takes vehicles that report already into the registry: some of them, or all. */
@Component({ selector: 'fleet-accept-vehicles', templateUrl: './accept-vehicles.html' })
export class AcceptVehicles {
  readonly done = output();

  readonly #api = inject(ApiClient);
  readonly #keeper = inject(RecordKeeper);
  readonly #format = inject(Formatter);
  readonly #newcomers = inject(Newcomers);
  protected readonly records = inject(VehicleRecords);
  protected readonly attempt = new Attempt();
  readonly #chosen = signal<ReadonlySet<string>>(new Set());
  readonly #answer = signal<VehicleImport | undefined>(undefined);

  protected readonly rows = computed(() => this.#newcomers.ids().slice(0, mostRows));
  /** The chosen ones that are still to be taken in. */
  readonly #wanted = computed(() => this.rows().filter((id) => this.#chosen().has(id)));
  protected readonly hasChoice = computed(() => this.#wanted().length > 0);
  protected readonly allText = computed(() => {
    const count = this.#format.number(this.#newcomers.ids().length);
    return $localize`:@@arrivals.all:Take in all ${count}:count:`;
  });
  protected readonly chosenText = computed(() => {
    const count = this.#format.number(this.#wanted().length);
    return $localize`:@@arrivals.chosen:Take in the ${count}:count: chosen`;
  });
  protected readonly said = computed(() => {
    const answer = this.#answer();
    if (!answer) return '';
    const count = this.#format.number(answer.imported + answer.updated);
    return $localize`:@@arrivals.taken:${count}:count: vehicles are in the registry now.`;
  });
  protected readonly problems = computed(
    () => this.#answer()?.problems.map(({ problem }) => problem) ?? [],
  );

  protected isChosen(id: string): boolean {
    return this.#chosen().has(id);
  }

  protected choose(id: string, isChosen: boolean): void {
    const chosen = new Set(this.#chosen());
    if (isChosen) chosen.add(id);
    else chosen.delete(id);
    this.#chosen.set(chosen);
  }

  protected async take(form: HTMLFormElement, isAll: boolean): Promise<void> {
    const ids = isAll ? this.#newcomers.ids().slice(0, mostAtOnce) : this.#wanted();
    const table = recordsTable(ids, textIn(new FormData(form), 'group'));
    this.#answer.set(undefined);
    await this.attempt.make(async () => {
      this.#answer.set(await this.#api.ask('POST', 'registry/vehicles/import', table));
      await this.#keeper.reload();
    });
  }
}

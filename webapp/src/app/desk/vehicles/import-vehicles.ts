import { Component, computed, inject, output, signal } from '@angular/core';
import type { VehicleImport } from '@fleetman/contract/registry';
import { ApiClient } from '../../session/api-client';
import { Formatter } from '../../settings/formatter';
import { Attempt } from '../frame/attempt';
import { RecordKeeper } from '../record-keeper';

/** As many of the lines that were not understood are named. */
const mostProblems = 200;

/** Takes a file of vehicles, and names each line that was not understood. */
@Component({ selector: 'fleet-import-vehicles', templateUrl: './import-vehicles.html' })
export class ImportVehicles {
  readonly done = output();

  readonly #api = inject(ApiClient);
  readonly #keeper = inject(RecordKeeper);
  readonly #format = inject(Formatter);
  readonly #answer = signal<VehicleImport | undefined>(undefined);
  protected readonly attempt = new Attempt();

  protected readonly text = computed(() => {
    const answer = this.#answer();
    if (!answer) return '';
    const [added, changed] = [answer.imported, answer.updated].map((n) => this.#format.number(n));
    return $localize`:@@vehicles.imported:${added}:added: added, ${changed}:changed: changed.`;
  });
  protected readonly problems = computed(
    () => this.#answer()?.problems.slice(0, mostProblems) ?? [],
  );
  protected readonly problemsTitle = computed(() => {
    const count = this.#format.number(this.#answer()?.problems.length ?? 0);
    return $localize`:@@vehicles.bad-lines:${count}:count: lines were not taken`;
  });

  protected async take(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (!file) return;
    this.#answer.set(undefined);
    await this.attempt.make(async () => {
      const csv = await file.text();
      this.#answer.set(await this.#api.ask('POST', 'registry/vehicles/import', csv));
      await this.#keeper.reload();
    });
    // The same file may be chosen again when it was mended.
    input.value = '';
  }
}

import { computed, inject, Injectable, untracked } from '@angular/core';
import { FleetStore } from '../../fleet/fleet-store';
import { VehicleRecords } from '../../fleet/vehicle-records';
import { unregistered } from './unregistered';

/** The vehicles that report already and have no record. */
@Injectable({ providedIn: 'root' })
export class Newcomers {
  readonly #fleet = inject(FleetStore);
  readonly #records = inject(VehicleRecords);

  /** Their ids, in order. */
  readonly ids = computed(() => {
    this.#fleet.membership();
    return unregistered(
      untracked(() => this.#fleet.table()),
      this.#records.byId(),
    );
  });
}

import { computed, inject, Injectable, signal } from '@angular/core';
import { VehicleArranger, type VehicleOrder } from './arrange-vehicles';
import { FleetStore } from './fleet-store';

/** How the list is looked at: what was searched for, and the order. */
@Injectable({ providedIn: 'root' })
export class ListView {
  readonly #fleet = inject(FleetStore);
  readonly #arranger = new VehicleArranger();

  readonly search = signal('');
  readonly order = signal<VehicleOrder>('name');
  readonly vehicles = computed(() =>
    this.#arranger.arrange(this.#fleet.list(), this.search(), this.order()),
  );
}

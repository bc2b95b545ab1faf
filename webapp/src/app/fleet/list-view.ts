import { computed, inject, Injectable, signal, untracked } from '@angular/core';
import { PageSettings } from '../settings/page-settings';
import { VehicleArranger, type VehicleFilter, type VehicleOrder } from './arrange-vehicles';
import { FleetStore } from './fleet-store';

/** How often the list looks for vehicles that have fallen silent, when nothing else changes. */
const silenceCheckMs = 5_000;

/** How the list is looked at: what is searched for, the filter and the order. */
@Injectable({ providedIn: 'root' })
export class ListView {
  readonly #fleet = inject(FleetStore);
  readonly #silentAfterMs = inject(PageSettings).silentAfterMs;
  readonly #arranger = new VehicleArranger();
  readonly #order = signal<VehicleOrder>('name');
  readonly #isReversed = signal(false);
  readonly #silenceChecks = computed(() => Math.floor(this.#fleet.shownTime() / silenceCheckMs));

  readonly search = signal('');
  readonly filter = signal<VehicleFilter>('all');
  readonly order = this.#order.asReadonly();
  readonly isReversed = this.#isReversed.asReadonly();

  readonly #arranged = computed(() => {
    this.#fleet.changes();
    this.#silenceChecks();
    return this.#arranger.arrange(this.#fleet.table(), {
      search: this.search(),
      filter: this.filter(),
      order: this.#order(),
      isReversed: this.#isReversed(),
      now: untracked(this.#fleet.shownTime),
      silentAfterMs: this.#silentAfterMs,
    });
  });

  /** The rows of the fleet's table that are listed, in order. */
  readonly rows = computed(() => this.#arranged().rows);
  /** How many vehicles each filter would list. */
  readonly counts = computed(() => this.#arranged().counts);

  /** Orders the list so; where it is ordered so already, the other way round. */
  orderBy(order: VehicleOrder): void {
    const isAlready = order === untracked(this.#order);
    this.#isReversed.update((isReversed) => isAlready && !isReversed);
    this.#order.set(order);
  }
}

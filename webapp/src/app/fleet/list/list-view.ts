import { computed, inject, Injectable, signal, untracked } from '@angular/core';
import { PageSettings } from '../../settings/page-settings';
import { VehicleArranger, type VehicleFilter, type VehicleOrder } from './arrange-vehicles';
import { FleetStore } from '../fleet-store';
import { VehicleRecords } from '../vehicle-records';

/** How often the list looks for vehicles that have fallen silent, when nothing else changes. */
const silenceCheckMs = 5_000;

/** What is searched for, the filter and the order: what the list leaves out nobody shows. */
@Injectable({ providedIn: 'root' })
export class ListView {
  readonly #fleet = inject(FleetStore);
  readonly #records = inject(VehicleRecords);
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
      isShown: this.#records.isShown(),
      naming: this.#records.naming(),
      order: this.#order(),
      isReversed: this.#isReversed(),
      now: untracked(this.#fleet.shownTime),
      silentAfterMs: this.#silentAfterMs,
    });
  });

  /** The rows of the fleet's table that are listed, in order. */
  readonly rows = computed(() => this.#arranged().rows);
  /** How many vehicles the fleet has, those apart that drive no more. */
  readonly total = computed(() => {
    this.#fleet.membership();
    return this.#fleet.count() - this.#records.known().retiredIn(this.#fleet.table());
  });
  /** A 1 for each row of the table that is listed, else 0; `undefined` while all are. */
  readonly listed = computed(() => {
    const rows = this.rows();
    const isWhole =
      this.search().trim() === '' && this.filter() === 'all' && !this.#records.isShown();
    if (isWhole) return undefined;
    const listed = new Uint8Array(this.#fleet.table().count);
    for (const row of rows) listed[row] = 1;
    return listed;
  });
  /** How many vehicles each filter would list. */
  readonly counts = computed(() => this.#arranged().counts);

  /** Orders the list so; where it is ordered so already, the other way round. */
  orderBy(order: VehicleOrder): void {
    const isAlready = order === untracked(this.#order);
    this.arrange(order, isAlready && !untracked(this.#isReversed));
  }

  /** Orders the list so, perhaps the other way round. */
  arrange(order: VehicleOrder, isReversed: boolean): void {
    this.#order.set(order);
    this.#isReversed.set(isReversed);
  }
}

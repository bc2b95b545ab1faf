import { computed, inject, Injectable } from '@angular/core';
import { VehicleRecords } from '../vehicle-records';
import { ListView } from './list-view';

/** Whether somebody wants fewer vehicles than the fleet has, and the way back to all of them. Comes after the map. */
@Injectable({ providedIn: 'root' })
export class ListNarrowing {
  readonly #view = inject(ListView);
  readonly #records = inject(VehicleRecords);

  /** By a search, a filter or a group. */
  readonly isNarrowed = computed(
    () =>
      this.#view.search().trim() !== '' ||
      this.#view.filter() !== 'all' ||
      (this.#records.group() !== undefined && this.#records.byId().size > 0),
  );

  /** Lists the whole fleet again. */
  showAll(): void {
    this.#view.search.set('');
    this.#view.filter.set('all');
    this.#records.group.set(undefined);
  }
}

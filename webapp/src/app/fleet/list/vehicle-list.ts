import { Component, computed, effect, inject, untracked, viewChild } from '@angular/core';
import { watchMedia } from '../../settings/watch-media';
import { FleetStore } from '../fleet-store';
import { VehicleRecords } from '../vehicle-records';
import { ListEmptiness } from './list-emptiness';
import { ListTools } from './list-tools';
import { ListView } from './list-view';
import { VehicleRows } from './vehicle-rows';

/** In pixels: what a pointer hits, and what a finger does. */
const rowHeight = 44;
const rowHeightForFingers = 48;

/** The fleet as a list to search, to sort and to choose from. */
@Component({
  selector: 'fleet-vehicle-list',
  imports: [ListEmptiness, ListTools, VehicleRows],
  templateUrl: './vehicle-list.html',
})
export class VehicleList {
  protected readonly fleet = inject(FleetStore);
  protected readonly view = inject(ListView);
  protected readonly records = inject(VehicleRecords);
  readonly #isTouched = watchMedia('(pointer: coarse)');
  protected readonly rowHeight = computed(() =>
    this.#isTouched() ? rowHeightForFingers : rowHeight,
  );
  protected readonly rows = viewChild(VehicleRows);

  protected readonly arrangement = computed(() =>
    [
      this.view.order(),
      this.view.isReversed(),
      this.view.filter(),
      this.view.search(),
      this.records.group(),
    ].join(),
  );
  /** Why there is no row; `undefined` where there are rows. */
  protected readonly emptiness = computed(() => {
    if (this.view.rows().length > 0) return undefined;
    if (this.view.counts().all > 0) return 'filter';
    if (this.view.total() > 0) return 'search';
    if (!this.fleet.isLive()) return 'past';
    const { state } = this.fleet.connection();
    if (state === 'lost' || state === 'stale') return state;
    return this.fleet.hasSnapshot() ? 'fleet' : 'waiting';
  });

  constructor() {
    // A vehicle chosen on the map is shown in the list; by hand the list scrolls freely.
    effect(() => {
      const [name, rows] = [this.fleet.selectedName(), this.rows()];
      if (name === undefined) return;
      untracked(() => rows?.show(name));
    });
    // Another order or another search begins at its beginning.
    effect(() => {
      this.arrangement();
      untracked(() => this.rows()?.showTop());
    });
  }

  /** The keys of the search: arrows walk through what was found, Enter selects; at first the first. */
  protected steerFound(event: KeyboardEvent): void {
    const rows = this.rows();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') rows?.steer(event);
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (rows && rows.activeIndex() < 0) rows.activate(0);
    const active = rows?.activeName();
    if (active !== undefined) this.fleet.select(active);
  }
}

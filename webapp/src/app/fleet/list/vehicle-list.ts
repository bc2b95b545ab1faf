import { Component, computed, effect, inject, signal, untracked, viewChild } from '@angular/core';
import { Formatter } from '../../settings/formatter';
import { PageSettings } from '../../settings/page-settings';
import { Preferences } from '../../settings/preferences';
import { watchMedia } from '../../settings/watch-media';
import { FleetStore } from '../fleet-store';
import { isChoice, placeAfter } from './list-keys';
import { ListEmptiness } from './list-emptiness';
import { ListTools } from './list-tools';
import { ListView } from './list-view';
import { RowWriter } from './listed-vehicle';
import { VehicleSymbol } from '../../vehicle/vehicle-symbol';
import { VirtualRows } from './virtual-rows';

/** In pixels: what a pointer hits, and what a finger does. */
const rowHeight = 44;
const rowHeightForFingers = 48;

/** The fleet as a list to search, to sort and to choose from; only rows in sight exist. */
@Component({
  selector: 'fleet-vehicle-list',
  imports: [ListEmptiness, ListTools, VehicleSymbol, VirtualRows],
  templateUrl: './vehicle-list.html',
})
export class VehicleList {
  protected readonly fleet = inject(FleetStore);
  protected readonly view = inject(ListView);
  protected readonly settings = inject(PageSettings);
  protected readonly unit = inject(Preferences).unit;
  protected readonly format = inject(Formatter);
  readonly #isTouched = watchMedia('(pointer: coarse)');
  protected readonly rowHeight = computed(() =>
    this.#isTouched() ? rowHeightForFingers : rowHeight,
  );
  protected readonly viewport = viewChild(VirtualRows);
  readonly #writer = inject(RowWriter);
  readonly #activeName = signal<string | undefined>(undefined);

  /** The row that the arrow keys are at. */
  protected readonly activeName = computed(() => this.#activeName() ?? this.fleet.selectedName());
  protected readonly activeIndex = computed(() => this.#indexOf(this.activeName()));
  /** The row that a screen reader reads; it can only be one that exists. */
  protected readonly activeId = computed(() => {
    const [index, window] = [this.activeIndex(), this.viewport()?.window()];
    const exists = window && index >= window.first && index < window.end;
    return exists ? `vehicle-${index}` : null;
  });
  protected readonly vehicles = computed(() => {
    const { first, end } = this.viewport()?.window() ?? { first: 0, end: 0 };
    const rows = this.view.rows().subarray(first, end);
    return Array.from(rows, (row, place) => this.#writer.write(row, first + place));
  });
  /** Why there is no row; `undefined` where there are rows. */
  protected readonly emptiness = computed(() => {
    if (this.view.rows().length > 0) return undefined;
    if (this.view.counts().all > 0) return 'filter';
    if (this.fleet.count() > 0) return 'search';
    if (!this.fleet.isLive()) return 'past';
    const { state } = this.fleet.connection();
    if (state === 'lost' || state === 'stale') return state;
    return this.fleet.hasSnapshot() ? 'fleet' : 'waiting';
  });

  constructor() {
    // A vehicle chosen on the map is shown in the list; by hand the list scrolls freely.
    effect(() => {
      const [name, viewport] = [this.fleet.selectedName(), this.viewport()];
      if (name === undefined) return;
      untracked(() => viewport?.show(this.#indexOf(name)));
    });
    // Another order or another search begins at its beginning.
    effect(() => {
      this.view.order();
      this.view.isReversed();
      this.view.filter();
      this.view.search();
      untracked(() => this.viewport()?.showTop());
    });
  }

  protected toggle(name: string): void {
    this.#activeName.set(undefined);
    this.fleet.toggleSelection(name);
  }

  /** The keys of a listbox. */
  protected steer(event: KeyboardEvent): void {
    const rows = this.view.rows();
    const rowsInSight = this.viewport()?.rowsInSight() ?? 0;
    const place = placeAfter(event.key, this.activeIndex(), rows.length, rowsInSight);
    const active = this.activeName();
    if (place !== undefined) {
      event.preventDefault();
      this.#activate(place);
    } else if (isChoice(event.key) && active !== undefined) {
      event.preventDefault();
      this.toggle(active);
      this.#activeName.set(active);
    }
  }

  /** The keys of the search: arrows walk through what was found, Enter selects; at first the first. */
  protected steerFound(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') this.steer(event);
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (this.activeIndex() < 0) this.#activate(0);
    const active = this.activeName();
    if (active !== undefined) this.fleet.select(active);
  }

  #activate(place: number): void {
    const row = this.view.rows()[place];
    if (row === undefined) return;
    this.#activeName.set(this.fleet.table().nameAt(row));
    this.viewport()?.show(place);
  }

  #indexOf(name: string | undefined): number {
    if (name === undefined) return -1;
    const row = this.fleet.table().indexOf(name);
    return row < 0 ? -1 : this.view.rows().indexOf(row);
  }
}

import { Component, computed, effect, inject, signal, untracked, viewChild } from '@angular/core';
import { Formatter } from '../settings/formatter';
import { PageSettings } from '../settings/page-settings';
import { Preferences } from '../settings/preferences';
import { watchMedia } from '../settings/watch-media';
import { FleetStore } from './fleet-store';
import { ListTools } from './list-tools';
import { ListView } from './list-view';
import { RowWriter } from './listed-vehicle';
import { VehicleSymbol } from './vehicle-symbol';
import { VirtualRows } from './virtual-rows';

/** In pixels: what a pointer hits, and what a finger does. */
const rowHeight = 36;
const rowHeightForFingers = 44;

/** The fleet as a list to search, to sort and to choose from; only rows in sight exist. */
@Component({
  selector: 'fleet-vehicle-list',
  imports: [ListTools, VehicleSymbol, VirtualRows],
  templateUrl: './vehicle-list.html',
  styleUrl: './vehicle-list.css',
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

  /** That the filter finds none. */
  protected readonly noSuchVehicle = computed(() => {
    switch (this.view.filter()) {
      case 'all':
        return '';
      case 'moving':
        return $localize`:@@list.none-moving:No vehicle is moving just now.`;
      case 'stopped':
        return $localize`:@@list.none-stopped:No vehicle is stopped just now.`;
      case 'silent':
        return $localize`:@@list.none-silent:No vehicle is silent.`;
    }
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

  /** Shows the vehicles again that a search or a filter hides. */
  protected showAll(): void {
    this.view.search.set('');
    this.view.filter.set('all');
  }

  /** The keys of a listbox. */
  protected steer(event: KeyboardEvent): void {
    const target = this.#targetOf(event.key);
    const active = this.activeName();
    if (target !== undefined) {
      event.preventDefault();
      this.#activate(target);
    } else if ((event.key === 'Enter' || event.key === ' ') && active !== undefined) {
      event.preventDefault();
      this.toggle(active);
      this.#activeName.set(active);
    }
  }

  /** The row that a key leads to; `undefined` for keys that do not move. */
  #targetOf(key: string): number | undefined {
    const page = Math.max(1, (this.viewport()?.rowsInSight() ?? 0) - 1);
    const at = this.activeIndex();
    switch (key) {
      case 'ArrowDown':
        return at + 1;
      case 'ArrowUp':
        return at - 1;
      case 'PageDown':
        return at + page;
      case 'PageUp':
        return at - page;
      case 'Home':
        return 0;
      case 'End':
        return Infinity;
      default:
        return undefined;
    }
  }

  #activate(target: number): void {
    const rows = this.view.rows();
    const index = Math.min(rows.length - 1, Math.max(0, target));
    const row = rows[index];
    if (row === undefined) return;
    this.#activeName.set(this.fleet.table().nameAt(row));
    this.viewport()?.show(index);
  }

  #indexOf(name: string | undefined): number {
    if (name === undefined) return -1;
    const row = this.fleet.table().indexOf(name);
    return row < 0 ? -1 : this.view.rows().indexOf(row);
  }
}

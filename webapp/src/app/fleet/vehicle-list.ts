import {
  CdkFixedSizeVirtualScroll,
  CdkVirtualForOf,
  CdkVirtualScrollViewport,
} from '@angular/cdk/scrolling';
import { Component, computed, effect, inject, signal, untracked, viewChild } from '@angular/core';
import { Clock } from '../settings/clock';
import { Preferences } from '../settings/preferences';
import { Formatter } from '../settings/formatter';
import type { VehicleOrder } from './arrange-vehicles';
import { FleetStore } from './fleet-store';
import { ListView } from './list-view';
import { silentAfterMs, type Vehicle } from './vehicle';
import { VehicleSymbol } from './vehicle-symbol';

/** In pixels; the style sheet draws rows this high. */
const rowHeight = 52;

/** The fleet as a list to search, to sort and to choose from; only rows in sight exist. */
@Component({
  selector: 'fleet-vehicle-list',
  imports: [CdkFixedSizeVirtualScroll, CdkVirtualForOf, CdkVirtualScrollViewport, VehicleSymbol],
  templateUrl: './vehicle-list.html',
  styleUrl: './vehicle-list.css',
})
export class VehicleList {
  protected readonly fleet = inject(FleetStore);
  protected readonly view = inject(ListView);
  protected readonly rowHeight = rowHeight;
  protected readonly orders: readonly { readonly order: VehicleOrder; readonly label: string }[] = [
    { order: 'name', label: 'Name' },
    { order: 'speed', label: 'Speed' },
    { order: 'seen', label: 'Last seen' },
  ];
  protected readonly viewport = viewChild(CdkVirtualScrollViewport);
  protected readonly unit = inject(Preferences).unit;
  readonly #clock = inject(Clock);
  readonly #format = inject(Formatter);
  readonly #activeName = signal<string | undefined>(undefined);

  /** The row that the arrow keys are at. */
  protected readonly activeName = computed(() => this.#activeName() ?? this.fleet.selectedName());
  protected readonly activeIndex = computed(() => this.#indexOf(this.activeName()));
  /** Why there is no row; `undefined` where there are rows. */
  protected readonly emptiness = computed(() => {
    if (this.view.vehicles().length > 0) return undefined;
    if (this.fleet.list().length > 0) return 'search';
    if (this.fleet.connection().state === 'lost') return 'gateway';
    return this.fleet.hasSnapshot() ? 'fleet' : 'waiting';
  });

  constructor() {
    // A vehicle chosen on the map is shown in the list; by hand the list scrolls freely.
    effect(() => {
      const name = this.fleet.selectedName();
      if (name === undefined || !this.viewport()) return;
      untracked(() => {
        this.#scrollTo(this.#indexOf(name));
      });
    });
  }

  protected readonly nameOf = (_index: number, { name }: Vehicle): string => name;

  protected speedOf({ speedMph }: Vehicle): string {
    return this.#format.speed(speedMph);
  }

  protected ageOf({ time }: Vehicle): string {
    return this.#format.age(this.#clock.now() - time);
  }

  protected isSilent({ time }: Vehicle): boolean {
    return this.#clock.now() - time > silentAfterMs;
  }

  protected toggle(name: string): void {
    this.#activeName.set(undefined);
    this.fleet.toggleSelection(name);
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
    } else if (event.key === 'Escape') {
      this.fleet.select(undefined);
    }
  }

  /** The row that a key leads to; `undefined` for keys that do not move. */
  #targetOf(key: string): number | undefined {
    const rows = Math.floor((this.viewport()?.getViewportSize() ?? 0) / rowHeight);
    const [at, page] = [this.activeIndex(), Math.max(1, rows - 1)];
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
    const vehicles = this.view.vehicles();
    const index = Math.min(vehicles.length - 1, Math.max(0, target));
    const vehicle = vehicles[index];
    if (!vehicle) return;
    this.#activeName.set(vehicle.name);
    this.#scrollTo(index);
  }

  #indexOf(name: string | undefined): number {
    if (name === undefined) return -1;
    return this.view.vehicles().findIndex((vehicle) => vehicle.name === name);
  }

  /** Scrolls by no more than it takes to see the row. */
  #scrollTo(index: number): void {
    const viewport = this.viewport();
    if (index < 0 || !viewport) return;
    const [top, height] = [viewport.measureScrollOffset('top'), viewport.getViewportSize()];
    const start = index * rowHeight;
    // A list that is not laid out yet has no height to fit the row into.
    if (start < top || height < rowHeight) viewport.scrollToOffset(start);
    else if (start + rowHeight > top + height) viewport.scrollToOffset(start + rowHeight - height);
  }
}

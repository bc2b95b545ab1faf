import {
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { FleetStore } from './fleet/fleet-store';
import { ListPlaceholder } from './fleet/list-placeholder';
import { PositionSource } from './fleet/position-source';
import { VehicleList } from './fleet/vehicle-list';
import { VehiclePanel } from './fleet/vehicle-panel';
import { TimeBar } from './history/time-bar';
import { FleetMap } from './map/fleet-map';
import type { Covered } from './map/map-view';
import { PageHeader } from './page-header/page-header';
import { Formatter } from './settings/formatter';
import { PageLink } from './settings/page-link';
import { PageSettings } from './settings/page-settings';
import { watchMedia } from './settings/watch-media';

/** The page: header, list, map, panel and time bar; on a phone the list is a sheet over the map. */
@Component({
  selector: 'fleet-root',
  imports: [FleetMap, ListPlaceholder, PageHeader, TimeBar, VehicleList, VehiclePanel],
  templateUrl: './app.html',
  styleUrl: './app.css',
  host: { '(document:keydown.escape)': 'leave($event)' },
})
export class App {
  protected readonly fleet = inject(FleetStore);
  protected readonly settings = inject(PageSettings);
  readonly #format = inject(Formatter);
  readonly #isPhone = watchMedia('(width < 760px)');
  /** Whether a phone shows the list; a wide screen always does, and any screen without a map. */
  readonly #isOpen = signal(false);
  protected readonly hasMap = signal(true);
  /** What the map does not need comes after it. */
  protected readonly hasMapSettled = signal(false);
  protected readonly isMenuOpen = signal(false);
  protected readonly isListOpen = computed(
    () => this.#isOpen() || !this.#isPhone() || !this.hasMap(),
  );
  protected readonly handle = computed(() =>
    this.isListOpen()
      ? $localize`:@@list.close:Show the map`
      : $localize`:@@list.open:Vehicles (${this.#format.number(this.fleet.count())}:count:)`,
  );
  protected readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  protected readonly side = viewChild<ElementRef<HTMLElement>>('side');
  protected readonly vehiclePanel = viewChild<{ close(): void }>('vehicle');
  protected readonly panel = viewChild<ElementRef<HTMLElement>>('panel');

  constructor() {
    if (this.settings.hasFleet) {
      const source = inject(PositionSource);
      inject(PageLink);
      source.open(this.fleet);
      inject(DestroyRef).onDestroy(() => {
        source.close();
      });
    }
    // Somebody who chose a vehicle on a phone wants to see it on the map.
    effect(() => {
      if (this.fleet.selectedName() !== undefined) this.#isOpen.set(false);
    });
  }

  protected toggleList(): void {
    this.#isOpen.update((isOpen) => !isOpen);
  }

  /** Puts the focus behind the header; the address stays as it is. */
  protected skip(event: Event): void {
    event.preventDefault();
    this.#isOpen.set(true);
    const main = this.main().nativeElement;
    const target = main.querySelector<HTMLElement>('#vehicles') ?? main.querySelector('input');
    target?.focus();
  }

  /** Closes what was opened last, unless somebody else has closed something. */
  protected leave(event: Event): void {
    if (event.defaultPrevented || document.querySelector('[popover]:popover-open')) return;
    if (this.#isOpen()) this.#isOpen.set(false);
    else this.vehiclePanel()?.close();
  }

  /** Which part of the map lies under the sheet of a phone or under the panel. */
  protected readonly covered = (): Covered => {
    const none = { top: 0, bottom: 0, left: 0, right: 0 };
    const map = this.main().nativeElement.querySelector('fleet-map')?.getBoundingClientRect();
    const panel = this.panel()?.nativeElement.getBoundingClientRect();
    if (!map) return none;
    if (this.#isPhone()) {
      const side = this.side()?.nativeElement.getBoundingClientRect();
      const tops = [side, panel].flatMap((box) => (box && box.height > 0 ? box.top : []));
      const bottom = map.bottom - Math.min(map.bottom, ...tops);
      return { ...none, bottom: Math.min(bottom, map.height * 0.6) };
    }
    const isOverMap = panel !== undefined && panel.height > 0 && panel.left > map.left;
    return { ...none, right: isOverMap ? map.right - panel.left : 0 };
  };
}

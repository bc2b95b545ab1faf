import {
  Component,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { FleetStore } from './fleet/fleet-store';
import { PositionSource } from './fleet/position-source';
import { VehicleCard } from './fleet/vehicle-card';
import { VehicleList } from './fleet/vehicle-list';
import { TimeBar } from './history/time-bar';
import { FleetMap } from './map/fleet-map';
import type { Covered } from './map/map-view';
import { PageHeader } from './page-header/page-header';
import { PageSettings } from './settings/page-settings';
import { SelectionLink } from './settings/selection-link';

/** The page: header, list and map; on a phone the list is a sheet over the map. */
@Component({
  selector: 'fleet-root',
  imports: [FleetMap, PageHeader, TimeBar, VehicleCard, VehicleList],
  templateUrl: './app.html',
  styleUrl: './app.css',
})
export class App {
  protected readonly fleet = inject(FleetStore);
  protected readonly settings = inject(PageSettings);
  /** Whether a phone shows the list; a wide screen always does. */
  protected readonly isListOpen = signal(false);
  protected readonly sheet = viewChild<ElementRef<HTMLElement>>('sheet');

  constructor() {
    if (this.settings.hasFleet) {
      const source = inject(PositionSource);
      inject(SelectionLink);
      source.open(this.fleet);
      inject(DestroyRef).onDestroy(() => {
        source.close();
      });
    }
    // Somebody who chose a vehicle on a phone wants to see it on the map.
    effect(() => {
      if (this.fleet.selectedName() !== undefined) this.isListOpen.set(false);
    });
  }

  /** The sheet covers the lower part of the map on a phone, and nothing on a wide screen. */
  protected readonly covered = (): Covered => {
    const sheet = this.sheet()?.nativeElement;
    const isOverMap = sheet && getComputedStyle(sheet).position === 'absolute';
    const bottom = isOverMap ? sheet.offsetHeight : 0;
    return { top: 0, bottom: Math.min(bottom, globalThis.innerHeight / 2), left: 0, right: 0 };
  };
}

import { effect, inject, type Signal } from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import { ListView } from '../fleet/list/list-view';
import type { MapView } from '../map/engine/map-view';
import type { VehicleOverlay } from '../map/vehicle-canvas/vehicle-overlay';

/** A map and the vehicles on it. */
export interface DrawnMap {
  readonly view: MapView;
  readonly overlay: VehicleOverlay;
}

/** Hears what becomes of the fleet on the map. */
export interface FleetOnMapListener {
  /** Vehicles are there. */
  came(): void;
  moved(): void;
}

/**
 * Shows on a map, once there is one, the vehicles that are listed, at the time that is shown. To be
 * called where `inject` may be.
 */
export function showFleet(map: Signal<DrawnMap | undefined>, listener: FleetOnMapListener): void {
  const fleet = inject(FleetStore);
  const { listed } = inject(ListView);
  effect((onCleanup) => {
    const overlay = map()?.overlay;
    if (!overlay) return;
    const stop = fleet.watch({
      replaceAll: (table) => {
        overlay.replaceAll(table);
        if (table.count > 0) listener.came();
      },
      move: (table, rows, movement) => {
        overlay.move(table, rows, movement);
        listener.moved();
      },
    });
    onCleanup(stop);
  });
  effect(() => {
    map()?.overlay.setShownTime(fleet.shownTime());
  });
  effect(() => {
    map()?.overlay.showOnly(listed());
  });
  effect(() => {
    map()?.overlay.select(fleet.selectedName());
  });
}

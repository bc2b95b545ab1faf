import { DestroyRef, effect, type Injector, type WritableSignal } from '@angular/core';
import { VehicleRecords } from '../fleet/vehicle-records';
import { PartLoader } from '../loading/part-loader';
import { AimKeeper } from '../map/aim-keeper';
import type { FleetCamera } from '../map/fleet-camera';
import { MapLayers } from '../map/engine/map-layers';
import { keepPrintable } from '../map/printed-map';
import { loadTracks, type MapTracks } from './load-tracks';
import type { DrawnMap } from './show-fleet';
import { WorldOnMap } from './world-on-map';

/** A map that stands, and where its tracks are put when they are there. */
export interface StandingMap extends DrawnMap {
  readonly element: HTMLElement;
  readonly camera: FleetCamera;
  readonly past: WritableSignal<MapTracks | undefined>;
}

/** Opens what a map can do without until it stands, and keeps it until the injector is destroyed. */
export function openAfterMap(injector: Injector, map: StandingMap): void {
  const destroyed = injector.get(DestroyRef);
  if (destroyed.destroyed) return;
  const { view, overlay, camera, element } = map;
  const records = injector.get(VehicleRecords);
  // Names of vehicles keep clear of its labels from then on.
  view.layers(MapLayers);
  const naming = {
    labelOf: records.labelOf,
    markOf: (id: string) => records.known().marks.get(id),
  };
  // Until then symbols lie on each other uncounted, and have no names.
  void injector.get(PartLoader).load(() => overlay.loadNames(naming));
  const renamed = effect(
    () => {
      records.byId();
      overlay.labelsChanged();
    },
    { injector },
  );
  const kept = injector.get(AimKeeper).open(camera, element);
  const endPrinting = keepPrintable(view);
  destroyed.onDestroy(() => {
    kept.destroy();
    renamed.destroy();
    endPrinting();
  });
  void openTracks(injector, map);
  // Without it the map shows its own region only.
  injector
    .get(WorldOnMap)
    .open(view)
    .catch(() => undefined);
}

async function openTracks(injector: Injector, map: StandingMap): Promise<void> {
  const { view, overlay, camera } = map;
  const past = await loadTracks(injector);
  const destroyed = injector.get(DestroyRef);
  if (destroyed.destroyed) return;
  destroyed.onDestroy(past.tracks.open({ container: view.canvasHost, camera: view.camera }));
  past.show({ view, overlay, camera, injector });
  map.past.set(past);
}

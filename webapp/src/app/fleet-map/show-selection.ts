import { afterNextRender, effect, inject, Injector, type Signal } from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import { toPlace } from '../geo/mercator';
import type { FleetCamera } from '../map/fleet-camera';
import type { MapTracks } from './load-tracks';
import type { DrawnMap } from './show-fleet';

/**
 * Shows on a map, once there is one, the trail of the selected vehicle, and points the camera at the
 * vehicle or at its history. To be called where `inject` may be.
 */
export function showSelection(
  map: Signal<DrawnMap | undefined>,
  past: Signal<MapTracks | undefined>,
  camera: FleetCamera,
): void {
  const fleet = inject(FleetStore);
  showTrail(map, past);
  fitHistory(past, camera);
  effect(() => {
    if (fleet.selectedName() !== undefined) camera.flyToSelected();
  });
  effect(() => {
    camera.goToWanted();
  });
  effect((onCleanup) => {
    const drawn = map();
    if (!drawn || !fleet.isFollowing()) return;
    camera.flyToSelected();
    onCleanup(drawn.overlay.onFrame((pose) => drawn.view.keepAt(toPlace(pose))));
  });
}

function showTrail(map: Signal<DrawnMap | undefined>, loaded: Signal<MapTracks | undefined>): void {
  effect(() => {
    const past = loaded();
    if (!past) return;
    past.trailLayer.show(past.trail());
    map()?.overlay.showBelow(past.trailLayer);
  });
}

function fitHistory(past: Signal<MapTracks | undefined>, camera: FleetCamera): void {
  const fleet = inject(FleetStore);
  const injector = inject(Injector);
  effect(() => {
    const bounds = past()?.tracks.bounds();
    if (!bounds) return;
    const fit = () => {
      // What is past is looked at, wherever the vehicle is now.
      fleet.isFollowing.set(false);
      camera.fit(bounds);
    };
    // The panel of the history has its height only then.
    afterNextRender(fit, { injector });
  });
}

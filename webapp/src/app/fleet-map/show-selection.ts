import { effect, inject, type Signal } from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import { toPlace } from '../geo/mercator';
import type { FleetCamera } from '../map/fleet-camera';
import type { DrawnMap } from './show-fleet';

/** Points the camera at the selected vehicle, once there is a map. To be called where `inject` may be. */
export function showSelection(map: Signal<DrawnMap | undefined>, camera: FleetCamera): void {
  const fleet = inject(FleetStore);
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

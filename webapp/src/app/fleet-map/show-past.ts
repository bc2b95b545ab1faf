import { afterNextRender, effect, type Injector } from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import type { FleetCamera } from '../map/fleet-camera';
import type { VehicleOverlay } from '../map/vehicle-canvas/vehicle-overlay';
import type { MapView } from '../map/engine/map-view';
import { keepClear } from './keep-clear';
import type { MapTracks } from './load-tracks';

/** Shows the trail of the selected vehicle, and points the camera at the history that is opened. */
export function showPast(past: MapTracks, { view, overlay, camera, injector }: ShownPast): void {
  const fleet = injector.get(FleetStore);
  keepClear(view, past.lines, injector);
  effect(
    () => {
      past.trailLayer.show(past.trail());
      overlay.showBelow(past.trailLayer);
    },
    { injector },
  );
  effect(
    () => {
      const names = past.names();
      overlay.spotlight(names.length > 0 ? names : undefined);
    },
    { injector },
  );
  effect(
    () => {
      const bounds = past.tracks.bounds();
      if (!bounds) return;
      const fit = () => {
        // It is the past that is looked at, not where the vehicle is now.
        fleet.isFollowing.set(false);
        camera.fit(bounds);
      };
      // The panel of the history has its height only then.
      afterNextRender(fit, { injector });
    },
    { injector },
  );
}

/** Where the past is shown. */
export interface ShownPast {
  readonly view: MapView;
  readonly overlay: VehicleOverlay;
  readonly camera: FleetCamera;
  readonly injector: Injector;
}

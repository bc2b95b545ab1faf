import { effect, type EffectRef, inject, Injectable, Injector, untracked } from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import type { Bounds } from '../geo/place-box';
import { FreePart } from './cover/free-part';
import { findFree } from './cover/find-free';
import { MapCovers } from './cover/map-covers';
import type { FleetCamera, Scene } from './fleet-camera';

/** So long nothing on the map has changed its size before the camera is pointed anew. */
const restMs = 150;
/** If there is this much more room than when a box was fitted, it is fitted anew. */
const worthwhile = 1.25;

/** Keeps what the camera was pointed at clear of what comes to lie on the map. */
@Injectable({ providedIn: 'root' })
export class AimKeeper {
  readonly #fleet = inject(FleetStore);
  readonly #covers = inject(MapCovers);
  readonly #injector = inject(Injector);
  #fitted: { readonly bounds: Bounds; readonly pixels: number } | undefined;

  /** From now on the free part of the map is found, and the camera keeps to it. */
  open(camera: FleetCamera, map: Element): EffectRef {
    this.#covers.findBy(findFree);
    const keep = (onCleanup: (clean: () => void) => void) => {
      this.#covers.changes();
      const timer = setTimeout(() => {
        if (camera.scene) this.#aimAnew(camera, camera.scene, map);
      }, restMs);
      onCleanup(() => {
        clearTimeout(timer);
      });
    };
    return effect(keep, { injector: this.#injector });
  }

  #aimAnew(camera: FleetCamera, scene: Scene, map: Element): void {
    const { aim } = camera;
    const free = new FreePart(findFree(map, this.#covers.elements), scene.view.camera());
    // Following keeps it there by itself, and a flight would end what a hand does with the map.
    if (untracked(this.#fleet.isFollowing)) return;
    if (aim === 'vehicle') {
      if (!this.#isSelectedIn(free, scene)) camera.flyToSelected();
    } else if (aim) {
      const isNew = this.#fitted?.bounds !== aim;
      const hasMoreRoom = free.pixels > worthwhile * (this.#fitted?.pixels ?? Infinity);
      if ((!isNew && hasMoreRoom) || !free.hasBox(aim)) camera.fit(aim);
      else if (!isNew) return;
      this.#fitted = { bounds: aim, pixels: free.pixels };
    }
  }

  /** Whether the selected vehicle is to be seen; one that is flown to will be elsewhere. */
  #isSelectedIn(free: FreePart, { view, overlay }: Scene): boolean {
    const name = untracked(this.#fleet.selectedName);
    const pose = name === undefined ? undefined : overlay.poseOf(name);
    return pose === undefined || (!view.isMoving && free.has(pose));
  }
}

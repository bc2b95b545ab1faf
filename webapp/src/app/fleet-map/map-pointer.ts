import { inject, type Signal, untracked, type WritableSignal } from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import { toPlace, type MercatorPoint } from '../geo/mercator';
import type { Cluster } from '../map/crowds/clusters';
import type { Crowd } from '../map/crowds/vehicle-chooser';
import type { FleetCamera } from '../map/fleet-camera';
import { watchMedia } from '../settings/watch-media';
import type { MapTracks } from './load-tracks';
import type { DrawnMap } from './show-fleet';
import type { HoveredVehicle } from './vehicle-card';

/** What somebody points at, and what follows from that. */
export interface PointedMap {
  readonly map: DrawnMap;
  readonly element: HTMLElement;
  readonly camera: FleetCamera;
  readonly past: Signal<MapTracks | undefined>;
  readonly crowd: WritableSignal<Crowd | undefined>;
  readonly hovered: WritableSignal<HoveredVehicle | undefined>;
}

/** What clicks on the map and a pointer over it do. */
export class MapPointer {
  readonly #at: PointedMap;
  readonly #fleet = inject(FleetStore);
  /** A finger covers what it touches: no card comes for it. */
  readonly #canHover = watchMedia('(hover: hover)');

  /** Where `inject` may be called. */
  constructor(at: PointedMap) {
    this.#at = at;
  }

  click(point: MercatorPoint): void {
    const { map, past } = this.#at;
    const picked = map.overlay.pick(point);
    if (picked?.kind === 'vehicle') this.#fleet.toggleSelection(picked.name);
    else if (picked) this.#openCluster(picked.cluster, point);
    else untracked(past)?.tracks.click(point);
  }

  /** The pointer is here, or has left. */
  hover(point: MercatorPoint | undefined): void {
    const { map, past } = this.#at;
    const picked = point && map.overlay.pick(point);
    this.#showCard(picked?.kind === 'vehicle' ? picked.name : undefined, point);
    const isOverTrack = untracked(past)?.tracks.hover(picked ? undefined : point);
    map.view.setPointer(picked !== undefined || isOverTrack === true);
  }

  /** The card stays where it came while the pointer is on its vehicle. */
  #showCard(name: string | undefined, at: MercatorPoint | undefined): void {
    const { map, hovered } = this.#at;
    if (name === untracked(hovered)?.name) return;
    const isShown = name !== undefined && at && untracked(this.#canHover);
    hovered.set(isShown ? { name, at, map: map.view.camera() } : undefined);
  }

  /** Goes closer; where that would show no more, offers its vehicles in a list. */
  #openCluster(cluster: Cluster, point: MercatorPoint): void {
    const { map, element, camera, crowd } = this.#at;
    if (map.overlay.canSeparate(cluster)) {
      camera.steered();
      map.view.zoomInto(toPlace(cluster.middle));
    } else {
      const { x, y } = element.getBoundingClientRect();
      crowd.set({
        names: map.overlay.membersOf(cluster),
        at: { x: x + point.x, y: y + point.y },
      });
    }
  }
}

import { effect, inject, Injectable, untracked } from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import { ListView } from '../fleet/list/list-view';
import { PositionSource } from '../fleet/position-source';
import { PageSettings } from '../settings/page-settings';
import { fleetBounds } from './fleet-bounds';
import { MapPosition } from '../geo/map-position';
import type { MapView } from './engine/map-view';
import { toPlace } from '../geo/mercator';
import type { Bounds } from '../geo/place-box';
import type { VehicleOverlay } from './vehicle-canvas/vehicle-overlay';

/** What is filmed. */
export interface Scene {
  readonly view: MapView;
  readonly overlay: VehicleOverlay;
  /** Shown while there is no fleet. */
  readonly region: Bounds;
}

/** So long the map must rest before others hear where it is. */
const restMs = 300;
/** How much more than what is shown is asked for: room to move the map before vehicles are missing. */
const viewMargin = 0.25;
/** Points the map at the fleet: at all of it, at one vehicle, or at the place of a link. */
@Injectable()
export class FleetCamera {
  readonly #fleet = inject(FleetStore);
  readonly #list = inject(ListView);
  readonly #source = inject(PositionSource);
  readonly #position = inject(MapPosition);
  readonly #hasFleet = inject(PageSettings).hasFleet;
  #scene: Scene | undefined;
  #hasPlace = false;
  #aim: 'vehicle' | Bounds | undefined;
  #restTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    effect(() => {
      // Read here, so that a selected vehicle is asked for wherever it is.
      this.#fleet.selectedName();
      this.#tellView();
    });
  }

  get scene(): Scene | undefined {
    return this.#scene;
  }

  /** What the camera was pointed at last, until somebody steers it: the selected vehicle or a box. */
  get aim(): 'vehicle' | Bounds | undefined {
    return this.#aim;
  }

  open(scene: Scene): void {
    this.#scene = scene;
    this.goToWanted();
    this.moved();
  }

  close(): void {
    clearTimeout(this.#restTimer);
    this.#scene = undefined;
    this.#position.shown.set(undefined);
  }

  /** The fleet has come: shows it, unless somebody has chosen a place already. */
  showFirst(): void {
    if (this.#hasPlace) return;
    this.#hasPlace = true;
    if (untracked(this.#fleet.selected)) this.flyToSelected();
    else this.fitAll(true);
  }

  /** Goes where somebody wants the map to be, if anybody does. */
  goToWanted(): void {
    const wanted = this.#position.wanted();
    if (!this.#scene || !wanted) return;
    this.#hasPlace = true;
    this.#aim = undefined;
    this.#scene.view.jumpTo(wanted);
    this.#position.wanted.set(undefined);
  }

  /** The offline map is another one, of this region. */
  showRegion(region: Bounds): void {
    if (!this.#scene || this.#scene.region === region) return;
    this.#scene = { ...this.#scene, region };
    if (!this.#hasPlace) this.fitAll(true);
  }

  flyToSelected(): void {
    const name = untracked(this.#fleet.selectedName);
    const pose = name === undefined ? undefined : this.#scene?.overlay.poseOf(name);
    if (!pose) return;
    this.#aim = 'vehicle';
    this.#scene?.view.flyTo(toPlace(pose));
  }

  /** Shows all of a box. */
  fit(bounds: Bounds): void {
    this.#fit(bounds, false);
  }

  /** Shows all who are listed; the offline map's region where there is none. */
  fitAll(isInstant: boolean): void {
    const scene = this.#scene;
    const bounds =
      fleetBounds(...untracked(() => [this.#fleet.table(), this.#list.listed()] as const)) ??
      scene?.region;
    if (bounds) this.#fit(bounds, isInstant);
  }

  /** Somebody chose what the map shows: nothing moves it from there but another choice. */
  steered(): void {
    this.#aim = undefined;
  }

  /** The map shows something else than before. */
  moved(): void {
    this.#tellView();
    // A camera that follows a vehicle moves in every frame.
    this.#restTimer ??= setTimeout(() => {
      this.#restTimer = undefined;
      this.#position.shown.set(this.#scene?.view.place());
    }, restMs);
  }

  #fit(bounds: Bounds, isInstant: boolean): void {
    this.#aim = bounds;
    this.#scene?.view.fit(bounds, isInstant);
  }

  #tellView(): void {
    if (!this.#scene || !this.#hasFleet) return;
    const follow = untracked(this.#fleet.selectedName);
    const bounds = this.#scene.view.bounds(viewMargin);
    this.#source.look({ ...bounds, ...(follow !== undefined && { follow }) });
  }
}

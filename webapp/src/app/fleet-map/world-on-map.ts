import { DestroyRef, inject, Injectable, Injector, untracked } from '@angular/core';
import { pause } from '@fleetman/toolkit';
import { FleetStore } from '../fleet/fleet-store';
import { BaseMapChooser } from '../map/base-map/base-map-chooser';
import { mapEngine } from '../map/engine/map-engine';
import { MapLayers } from '../map/engine/map-layers';
import type { MapView } from '../map/engine/map-view';
import { PageSettings } from '../settings/page-settings';
import { Preferences } from '../settings/preferences';

/** So long the world waits for the first vehicle that moves. */
const patienceMs = 2_000;

/** Draws the world around the map, when nobody waits for anything else any more. */
@Injectable({ providedIn: 'root' })
export class WorldOnMap {
  readonly #baseMap = inject(BaseMapChooser);
  readonly #theme = inject(Preferences).theme;
  readonly #loadEngine = inject(mapEngine);
  readonly #isFullPage = inject(PageSettings).isFullPage;
  readonly #injector = inject(Injector);
  readonly #destroyed = inject(DestroyRef);
  readonly #fleet = inject(FleetStore);

  /** Loads the world, once vehicles move or none does, and adds it to what the map shows. */
  async open(view: MapView): Promise<void> {
    await this.#firstMovement();
    if (this.#isOver()) return;
    await this.#baseMap.loadWorld(await this.#loadEngine());
    if (this.#isOver()) return;
    if (!untracked(this.#baseMap.isOnline)) {
      view.layers(MapLayers).growTo(this.#baseMap.offlineStyle(untracked(this.#theme)));
    }
    if (this.#isFullPage) await this.#drawWays(view);
  }

  async #firstMovement(): Promise<void> {
    const movement = new AbortController();
    const move = () => {
      movement.abort();
    };
    const stop = untracked(() => this.#fleet.watch({ replaceAll: () => undefined, move }));
    await pause(patienceMs, movement.signal);
    stop();
  }

  /** Draws what the fleet has driven where the map has no streets. */
  async #drawWays(view: MapView): Promise<void> {
    const [{ DrivenWays }, { wayFeatures, wayId }] = await Promise.all([
      import('./driven-ways'),
      import('../map/base-map/driven-way-layers'),
    ]);
    const streets = () => untracked(this.#baseMap.offline)?.bounds;
    await this.#injector.get(DrivenWays).watch(streets, (ways) => {
      if (this.#isOver()) return;
      this.#baseMap.keepWays(ways);
      view.layers(MapLayers).setData(wayId, wayFeatures(ways));
    });
  }

  #isOver(): boolean {
    return this.#destroyed.destroyed;
  }
}

import { effect, untracked, type Injector } from '@angular/core';
import { MapLayers } from '../map/engine/map-layers';
import type { MapView } from '../map/engine/map-view';
import { areOthers, keptClear, type Lines } from '../map/tracks/kept-clear';

/** How often names make room for a line that grows: each time the map is drawn anew. */
const everyMs = 15_000;

/** Keeps the names of the map off these lines: of others at once, of those that grow now and then. */
export function keepClear(view: MapView, lines: () => Lines, injector: Injector): void {
  let shown: Lines = [];
  let at = -Infinity;
  effect(
    (onCleanup) => {
      const wanted = lines();
      const isDue = untracked(() => areOthers(wanted, shown));
      if (wanted.flat().length === 0 && shown.length === 0) return;
      const timer = setTimeout(
        () => {
          [shown, at] = [wanted, Date.now()];
          view.layers(MapLayers).keepOnTop(keptClear(wanted));
        },
        isDue ? 0 : Math.max(0, at + everyMs - Date.now()),
      );
      onCleanup(() => {
        clearTimeout(timer);
      });
    },
    { injector },
  );
}

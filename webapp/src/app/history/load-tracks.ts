import type { Injector } from '@angular/core';
import type { TrailStore } from '../fleet/trail-store';
import type { TrailLayer } from '../map/trail-layer';
import type { TracksOnMap } from './tracks-on-map';

/** What the map shows of where vehicles have been. */
export interface MapTracks {
  readonly tracks: TracksOnMap;
  readonly trail: TrailStore;
  readonly trailLayer: TrailLayer;
}

/** Loads what the map can do without until it stands. */
export async function loadTracks(injector: Injector): Promise<MapTracks> {
  const [{ TracksOnMap }, { TrailStore }, { TrailLayer }] = await Promise.all([
    import('./tracks-on-map'),
    import('../fleet/trail-store'),
    import('../map/trail-layer'),
  ]);
  return {
    tracks: injector.get(TracksOnMap),
    trail: injector.get(TrailStore),
    trailLayer: new TrailLayer(),
  };
}

import type { Injector } from '@angular/core';
import type { TrailStore } from '../fleet/trail-store';
import type { TracksOnMap } from './tracks-on-map';

/** What the map shows of where vehicles have been. */
export interface MapTracks {
  readonly tracks: TracksOnMap;
  readonly trail: TrailStore;
}

/** Loads what the map can do without until it stands. */
export async function loadTracks(injector: Injector): Promise<MapTracks> {
  const [{ TracksOnMap }, { TrailStore }] = await Promise.all([
    import('./tracks-on-map'),
    import('../fleet/trail-store'),
  ]);
  return { tracks: injector.get(TracksOnMap), trail: injector.get(TrailStore) };
}

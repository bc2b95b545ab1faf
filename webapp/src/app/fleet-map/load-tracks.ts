import type { Injector } from '@angular/core';
import { PartLoader } from '../loading/part-loader';
import type { TrackPoint } from '../vehicle/track/track-point';
import type { Lines } from '../map/tracks/kept-clear';
import type { TrailLayer } from '../map/tracks/trail-layer';
import type { ShownPast } from './show-past';
import type { TracksOnMap } from './tracks-on-map';

/** What the map shows of where vehicles have been. */
export interface MapTracks {
  readonly tracks: TracksOnMap;
  /** The route of the selected vehicle; none of it while the tracks of a history are looked at. */
  readonly trail: () => readonly TrackPoint[];
  readonly trailLayer: TrailLayer;
  /** The lines of both. */
  readonly lines: () => Lines;
  /** The vehicles whose history is looked at. */
  readonly names: () => readonly string[];
  /** Shows all that on a map. */
  readonly show: (on: ShownPast) => void;
}

/** Loads what the map can do without until it stands. */
export async function loadTracks(injector: Injector): Promise<MapTracks> {
  const [{ showPast }, { TracksOnMap }, { HistoryView }, { SelectedPast }, { TrailLayer }] =
    await injector
      .get(PartLoader)
      .load(() =>
        Promise.all([
          import('./show-past'),
          import('./tracks-on-map'),
          import('../history/view/history-view'),
          import('../history/past/selected-past'),
          import('../map/tracks/trail-layer'),
        ]),
      );
  const [history, past] = [injector.get(HistoryView), injector.get(SelectedPast)];
  const tracks: MapTracks = {
    tracks: injector.get(TracksOnMap),
    trail: () => (history.isOpen() ? [] : past.trail()),
    trailLayer: new TrailLayer(),
    lines: () =>
      history.isOpen() ? history.tracks().map(({ track }) => track.points) : [past.trail()],
    names: history.names,
    show: (on) => {
      showPast(tracks, on);
    },
  };
  return tracks;
}

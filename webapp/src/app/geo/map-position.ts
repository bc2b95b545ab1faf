import { Injectable, signal } from '@angular/core';

/** The middle of what the map shows, in degrees, and its zoom (0 is the whole world). */
export interface MapPlace {
  readonly lat: number;
  readonly lng: number;
  readonly zoom: number;
}

/** Where the map is, and where it is wanted, for those who are not the map. */
@Injectable({ providedIn: 'root' })
export class MapPosition {
  /** Set by the map after each movement; `undefined` while there is no map. */
  readonly shown = signal<MapPlace | undefined>(undefined);
  /** The map goes there as soon as it can, and takes the wish as fulfilled: it is `undefined` again. */
  readonly wanted = signal<MapPlace | undefined>(undefined);
}

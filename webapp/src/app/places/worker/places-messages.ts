import type { NearTown } from './gazetteer';
import type { TilePlace } from './point-tile';

/** What is known of a place: the street it is in, and its town. */
export interface FoundPlace {
  readonly street: string | undefined;
  readonly town: NearTown | undefined;
}

/** The first message: where the files are, and in which language countries are named. */
export interface PlacesStart {
  readonly kind: 'start';
  /** Ends with `/`. */
  readonly folder: string;
  readonly language: string;
}

/** The bundled map is shown: its streets have names. */
interface BundledStreets {
  readonly kind: 'streets';
  readonly url: string;
}

/** A tile of an operator's own map, whose streets have names. */
interface StreetTile {
  readonly kind: 'street-tile';
  readonly place: TilePlace;
  readonly data: ArrayBuffer;
}

/** The tile is not needed any more. */
interface ForgottenTile {
  readonly kind: 'forget-tile';
  readonly place: TilePlace;
}

/** What the page tells and asks the worker that knows the world. */
export type ToPlaces =
  | PlacesStart
  | BundledStreets
  | { readonly kind: 'tiled-streets' }
  | StreetTile
  | ForgottenTile
  | PlacesQuestion;
export type PlacesQuestion = { readonly id: number } & (
  | { readonly kind: 'tile'; readonly place: TilePlace }
  /** Longitudes and latitudes in turn. */
  | { readonly kind: 'find'; readonly at: Float64Array }
);

/** What it answers: without the files a tile is empty, and nothing is known of places. */
export type FromPlaces = { readonly id: number } & (
  | { readonly kind: 'tile'; readonly data: ArrayBuffer }
  | { readonly kind: 'found'; readonly found: readonly FoundPlace[] }
);

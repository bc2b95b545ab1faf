import type { Gazetteer } from './gazetteer';
import type { FoundPlace } from './places-messages';
import type { StreetIndex } from './street-index';
import type { TiledStreets } from './tiled-streets';

/** What places are looked up in; what is missing could not be loaded. */
export interface PlaceIndices {
  readonly streets: StreetIndex | TiledStreets | undefined;
  readonly gazetteer: Gazetteer | undefined;
}

/** Street and town of each place; `at` has longitudes and latitudes in turn. */
export function findPlaces(
  at: Float64Array,
  { streets, gazetteer }: PlaceIndices,
): readonly FoundPlace[] {
  return Array.from({ length: at.length >> 1 }, (_, index) => {
    const lng = at[2 * index] ?? NaN;
    const lat = at[2 * index + 1] ?? NaN;
    if (!Number.isFinite(lng + lat)) return { street: undefined, town: undefined };
    return { street: streets?.nearest(lng, lat), town: gazetteer?.townOf(lng, lat) };
  });
}

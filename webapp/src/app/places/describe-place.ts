import { compassPoint } from '../settings/compass-point';
import type { Formatter } from '../settings/formatter';
import type { FoundPlace } from './worker/places-messages';

/** `Av. Francisco de Aguirre, La Serena`, or `3.2 km N of Ovalle`; empty where nothing is known. */
export function describePlace(place: FoundPlace | undefined, format: Formatter): string {
  const town = place?.town && describeTown(place.town, format);
  return [place?.street, town].filter((part) => part !== undefined).join(', ');
}

function describeTown(town: NonNullable<FoundPlace['town']>, format: Formatter): string {
  if (town.isInside) return town.name;
  const [distance, direction] = [format.distance(town.metres), compassPoint(town.bearing)];
  return $localize`:@@places.from-town:${distance}:distance: ${direction}:direction: of ${town.name}:town:`;
}

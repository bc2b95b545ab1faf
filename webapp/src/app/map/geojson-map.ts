import type { StyleSpecification } from 'maplibre-gl';
import { baseMapColors, type Theme } from './base-map-colors';
import { boundsOfGeoJson } from './geojson-bounds';
import type { OfflineMap } from './offline-map';
import { OwnMapError, request } from './own-map-error';
import { anything } from './own-map-layers';

/**
 * Loads a map from a GeoJSON file. A member `attribution` beside its features names who made it.
 *
 * @throws OwnMapError where there is none.
 */
export async function loadGeoJsonMap(url: string): Promise<OfflineMap> {
  const response = await request(url);
  const content = await readJson(response);
  const bounds = boundsOfGeoJson(content);
  const attribution = attributionIn(content);
  return { bounds, style: (theme) => geoJsonStyle(url, attribution, theme) };
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    // No JSON, whatever its name says.
    throw new OwnMapError('not-geojson', { cause });
  }
}

function attributionIn(content: unknown): string {
  const { attribution } = content as { readonly attribution?: unknown };
  return typeof attribution === 'string' ? attribution : '';
}

function geoJsonStyle(url: string, attribution: string, theme: Theme): StyleSpecification {
  const colors = baseMapColors[theme];
  return {
    version: 8,
    // By its address: the worker reads it again, from the browser's cache, and no copy goes through here.
    sources: { own: { type: 'geojson', data: url, maxzoom: 14, attribution } },
    layers: [
      { id: 'land', type: 'background', paint: { 'background-color': colors.land } },
      ...anything({ source: 'own' }, colors),
    ],
  };
}

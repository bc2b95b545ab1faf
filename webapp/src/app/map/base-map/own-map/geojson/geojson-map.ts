import type { StyleSpecification } from 'maplibre-gl';
import type { MapEngine } from '../../../engine/map-engine';
import { baseMapColors } from '../../base-map-colors';
import type { Theme } from '../../../../settings/theme';
import type { OfflineMap } from '../../offline-map';
import { regionalZoom } from '../regional-zoom';
import { fetchWhole } from '../fetch-map';
import { anything } from '../own-map-layers';
import type { OwnMapProgress } from '../own-map-state';
import { tilePlace } from '../tile-place';
import { deepestZoom, tileLayer } from './geojson-source';
import type { LeftOut } from './read-map';
import { TileWorker } from './tile-worker';

/** A map from a GeoJSON file, and what of it is not drawn. */
export interface GeoJsonMap extends OfflineMap {
  readonly leftOut: LeftOut | undefined;
}

/**
 * Loads a map from a GeoJSON file. A member `attribution` beside its features names who made it.
 *
 * @throws OwnMapError where there is none.
 */
export async function loadGeoJsonMap(
  url: string,
  engine: MapEngine,
  tell: (progress: OwnMapProgress) => void,
): Promise<GeoJsonMap> {
  const file = await fetchWhole(url, (progress) => {
    tell({ state: 'loading', ...progress });
  });
  tell({ state: 'reading' });
  const worker = new TileWorker();
  const { bounds, attribution, leftOut } = await worker.open(file);
  engine.addProtocol('own-map', async ({ url: tile }) => ({
    data: await worker.tile(tilePlace(tile)),
  }));
  return {
    bounds,
    leftOut,
    style: (theme) => geoJsonStyle(attribution, theme),
    worldUntilZoom: regionalZoom,
    streets: { zoom: deepestZoom, tile: (place) => worker.tile(place) },
    isBundled: false,
  };
}

function geoJsonStyle(attribution: string, theme: Theme): StyleSpecification {
  const colors = baseMapColors[theme];
  return {
    version: 8,
    sources: {
      own: {
        type: 'vector',
        tiles: ['own-map://{z}/{x}/{y}'],
        maxzoom: deepestZoom,
        attribution,
      },
    },
    layers: [
      { id: 'land', type: 'background', paint: { 'background-color': colors.land } },
      ...anything({ source: 'own', sourceLayer: tileLayer }, colors),
    ],
  };
}

import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Theme } from '../../settings/theme';
import { baseMapColors } from './base-map-colors';
import { streetLayers } from './street-layers';

export const bundledStreets = { source: 'streets', classKeys: ['class'] };

const attribution =
  '<a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener">© OpenStreetMap contributors (ODbL)</a>';

/**
 * The bundled map's style: land, and what is known of the region on it, but for its names, which come
 * with those of the world (`bundled-names.ts`). Its data are files beside the
 * page (`data/src/draw-base-map.ts` makes them).
 */
export function bundledMapStyle(theme: Theme): StyleSpecification {
  const colors = baseMapColors[theme];
  return {
    version: 8,
    sources: {
      ground: { type: 'geojson', data: 'base-map/ground.json' },
      streets: { type: 'geojson', data: 'base-map/streets.json', maxzoom: 14, attribution },
    },
    layers: [
      { id: 'land', type: 'background', paint: { 'background-color': colors.land } },
      ground('settled', colors.settled),
      ground('sea', colors.sea),
      ...streetLayers(bundledStreets, colors),
    ],
  };
}

function ground(kind: string, color: string): LayerSpecification {
  return {
    id: `ground-${kind}`,
    type: 'fill',
    source: 'ground',
    filter: ['==', ['get', 'kind'], kind],
    paint: { 'fill-color': color },
  };
}

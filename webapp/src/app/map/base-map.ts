import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { baseMapColors, type BaseMapColors, type Theme } from './base-map-colors';
import { bundledPlaces, placeLabels, seaLabel, streetLabels } from './base-map-labels';
import { streetLayers } from './street-layers';

const streets = { source: 'streets', classKeys: ['class'] };
const places = { source: 'places', kindKeys: ['kind'] };

const attribution =
  '<a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener">© OpenStreetMap contributors (ODbL)</a>' +
  ' · <a href="https://www.naturalearthdata.com" target="_blank" rel="noopener">Natural Earth</a>';

/** The bundled map's style. Its data lie beside the page (`data/src/draw-base-map.ts` makes them). */
export function bundledMapStyle(theme: Theme): StyleSpecification {
  const colors = baseMapColors[theme];
  return {
    version: 8,
    sources: {
      land: { type: 'geojson', data: 'base-map/land.json', tolerance: 0.5 },
      ground: { type: 'geojson', data: 'base-map/ground.json' },
      streets: { type: 'geojson', data: 'base-map/streets.json', maxzoom: 14, attribution },
      places: bundledPlaces,
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': colors.sea } },
      ...landLayers(colors),
      ...streetLayers(streets, colors),
      ...streetLabels(streets, colors),
      seaLabel(colors),
      placeLabels(places, colors),
    ],
  };
}

/** Each finer land fills a hole of the coarser one, so that no pixel is filled twice. */
function landLayers(colors: BaseMapColors): LayerSpecification[] {
  const fills = [
    ['land', 'world', colors.land],
    ['land', 'region', colors.land],
    ['ground', 'land', colors.land],
    ['ground', 'settled', colors.settled],
  ] as const;
  return fills.map(([source, kind, color]) => ({
    id: `${source}-${kind}`,
    type: 'fill',
    source,
    filter: ['==', ['get', 'kind'], kind],
    paint: { 'fill-color': color },
  }));
}

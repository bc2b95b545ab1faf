import type { LayerSpecification } from 'maplibre-gl';
import type { BaseMapColors } from './base-map-colors';
import { drawnFrom, firstOf, isOneOf, nameOf } from './map-data';
import { streetClasses, type StreetData } from './street-layers';

/** Arrows on streets that go one way only. */
export function onewayArrows(streets: StreetData, colors: BaseMapColors): LayerSpecification {
  return {
    id: `${nameOf(streets)}-oneway`,
    type: 'symbol',
    ...drawnFrom(streets),
    minzoom: 16,
    filter: [
      'all',
      isOneOf(streets.classKeys, streetClasses),
      // `true` in GeoJSON, `yes` as OSM and Protomaps write it, 1 in OpenMapTiles.
      ['in', ['to-string', firstOf(['oneway'])], ['literal', ['true', 'yes', '1']]],
    ],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 180,
      'text-field': '→',
      'text-size': 13,
      'text-keep-upright': false,
      'text-rotation-alignment': 'map',
      'text-padding': 20,
      'text-font': ['system-ui', 'sans-serif'],
    },
    paint: { 'text-color': colors.arrow },
  };
}

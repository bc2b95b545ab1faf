import type { FeatureCollection } from 'geojson';
import type {
  ExpressionSpecification,
  GeoJSONSourceSpecification,
  LayerSpecification,
  LineLayerSpecification,
} from 'maplibre-gl';
import type { LngLat } from '../../geo/way-net';
import type { BaseMapColors } from './base-map-colors';

/** The source that has the ways. */
export const wayId = 'ways';

/** Lines that the fleet has driven. */
export type Ways = readonly (readonly LngLat[])[];

/** The ways as MapLibre takes them. */
export function wayFeatures(ways: Ways): FeatureCollection {
  const coordinates = ways.map((line) => line.map((point) => [...point]));
  const geometry = { type: 'MultiLineString' as const, coordinates };
  return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] };
}

export function waySource(ways: Ways): GeoJSONSourceSpecification {
  return { type: 'geojson', data: wayFeatures(ways), maxzoom: 14 };
}

/** Draws them as thin roads: of what importance they are nobody knows. */
export function wayLayers(colors: BaseMapColors): LayerSpecification[] {
  return [
    wayLayer('casing', colors.majorCasing, [1.6, 2.8, 4.4, 6.4, 11, 17]),
    wayLayer('fill', colors.tertiary, [0, 1.2, 2.6, 4.6, 9.2, 15]),
  ];
}

function wayLayer(
  id: string,
  color: string,
  [at7 = 0, at10 = 0, at12 = 0, at14 = 0, at16 = 0, at19 = 0]: readonly number[],
): LineLayerSpecification {
  const stops = [7, at7, 10, at10, 12, at12, 14, at14, 16, at16, 19, at19];
  return {
    id: `${wayId}-${id}`,
    type: 'line',
    source: wayId,
    minzoom: 5,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': color,
      'line-width': ['interpolate', ['linear'], ['zoom'], ...stops] as ExpressionSpecification,
    },
  };
}

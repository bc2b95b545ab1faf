import type { GeoJSONSourceSpecification, LayerSpecification } from 'maplibre-gl';
import type { BaseMapColors } from './base-map-colors';
import { seaLabel, streetLabels } from './base-map-labels';
import { bundledStreets } from './bundled-map';
import { onewayArrows } from './oneway-arrows';

/** The water beside the two towns. */
export const bay: GeoJSONSourceSpecification = {
  type: 'geojson',
  data: {
    type: 'Feature',
    properties: { kind: 'sea', name: 'Bahía de Coquimbo' },
    geometry: { type: 'Point', coordinates: [-71.315, -29.916] },
  },
};

/** The names on the bundled map, whose source `bay` is {@link bay}. */
export function bundledNames(colors: BaseMapColors): LayerSpecification[] {
  return [
    onewayArrows(bundledStreets, colors),
    ...streetLabels(bundledStreets, colors),
    { ...seaLabel('bay', colors), minzoom: 9 },
  ];
}

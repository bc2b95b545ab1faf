import type { LayerSpecification, SymbolLayerSpecification } from 'maplibre-gl';
import type { BaseMapColors } from './base-map-colors';
import { fonts } from './label-fonts';
import { drawnFrom, isOneOf, nameOf } from './map-data';
import type { StreetData } from './street-layers';

/** Streets that are labelled alike. */
interface StreetNames {
  readonly id: string;
  readonly minzoom: number;
  readonly classes: readonly string[];
  readonly font: string[];
  readonly color: (colors: BaseMapColors) => string;
}

/** From the least to the most important: the last have their names placed first. */
const streetNames: readonly StreetNames[] = [
  {
    id: 'minor',
    minzoom: 15,
    classes: ['residential', 'unclassified', 'living_street', 'road', 'minor', 'minor_road'],
    font: fonts.regular,
    color: (colors) => colors.label,
  },
  {
    id: 'middle',
    minzoom: 13.5,
    classes: ['tertiary', 'secondary', 'medium_road'],
    font: fonts.medium,
    color: (colors) => colors.label,
  },
  {
    id: 'major',
    minzoom: 12,
    classes: ['primary', 'trunk', 'motorway', 'major_road', 'highway'],
    font: fonts.medium,
    color: (colors) => colors.majorLabel,
  },
];

/** Names along the streets. */
export function streetLabels(streets: StreetData, colors: BaseMapColors): LayerSpecification[] {
  return streetNames.map((names) => streetLabel(names, streets, colors));
}

function streetLabel(
  { id, minzoom, classes, font, color }: StreetNames,
  { source, sourceLayer, nameLayer = sourceLayer, classKeys }: StreetData,
  colors: BaseMapColors,
): SymbolLayerSpecification {
  const data = { source, ...(nameLayer !== undefined && { sourceLayer: nameLayer }) };
  return {
    id: `${nameOf(data)}-name-${id}`,
    type: 'symbol',
    ...drawnFrom(data),
    minzoom,
    filter: ['all', ['has', 'name'], isOneOf(classKeys, classes)],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 320,
      'text-field': ['get', 'name'],
      'text-font': font,
      'text-size': ['interpolate', ['linear'], ['zoom'], 12, 10.5, 16, 12.5, 19, 15],
      'text-letter-spacing': 0.02,
      'text-max-angle': 35,
      'text-padding': 6,
    },
    paint: {
      'text-color': color(colors),
      'text-halo-color': colors.labelHalo,
      'text-halo-width': 1.4,
    },
  };
}

/** The names of seas, the points of a source whose `kind` is `sea`. */
export function seaLabel(source: string, colors: BaseMapColors): LayerSpecification {
  return {
    id: `${source}-sea-names`,
    type: 'symbol',
    source,
    maxzoom: 14,
    filter: ['==', ['get', 'kind'], 'sea'],
    layout: {
      'text-field': ['get', 'name'],
      'text-font': fonts.italic,
      'text-size': ['interpolate', ['linear'], ['zoom'], 2, 11, 7, 14, 13, 18],
      'text-letter-spacing': 0.18,
      'text-max-width': 8,
    },
    paint: { 'text-color': colors.seaLabel },
  };
}

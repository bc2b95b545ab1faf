import type { Feature } from 'geojson';
import type { GeoJSONSourceSpecification, LayerSpecification } from 'maplibre-gl';
import type { BaseMapColors } from './base-map-colors';

/**
 * Without a `glyphs` URL MapLibre draws labels with the browser's own fonts, and reads weight and
 * style from the first name of the stack. No font is called that, so the next one is taken.
 */
const fonts = {
  regular: ['Label Regular', 'system-ui', 'sans-serif'],
  medium: ['Label Medium', 'system-ui', 'sans-serif'],
  semibold: ['Label Semibold', 'system-ui', 'sans-serif'],
  italic: ['Label Italic', 'system-ui', 'sans-serif'],
};

/** The two towns, at their main squares, and the water beside them. */
export const placeSource: GeoJSONSourceSpecification = {
  type: 'geojson',
  data: {
    type: 'FeatureCollection',
    features: [
      place('town', 'La Serena', [-71.2519, -29.9027]),
      place('town', 'Coquimbo', [-71.3387, -29.9536]),
      place('sea', 'Bahía de Coquimbo', [-71.315, -29.916]),
      place('sea', 'Pacific Ocean', [-71.5, -29.95]),
    ],
  },
};

function place(kind: string, name: string, coordinates: [number, number]): Feature {
  return { type: 'Feature', properties: { kind, name }, geometry: { type: 'Point', coordinates } };
}

/** Names along the streets, the more important ones first, and the names of places. */
export function labelLayers(colors: BaseMapColors): LayerSpecification[] {
  const minor = {
    id: 'minor',
    minzoom: 15,
    classes: ['residential', 'unclassified', 'living_street'],
  };
  const middle = { id: 'middle', minzoom: 13.5, classes: ['tertiary', 'secondary'] };
  const major = { id: 'major', minzoom: 12, classes: ['primary', 'trunk', 'motorway'] };
  return [
    streetLabels({ ...minor, font: fonts.regular, color: colors.label }, colors),
    streetLabels({ ...middle, font: fonts.medium, color: colors.label }, colors),
    streetLabels({ ...major, font: fonts.medium, color: colors.majorLabel }, colors),
    seaLabel(colors),
    townLabels(colors),
  ];
}

interface StreetLabels {
  readonly id: string;
  readonly minzoom: number;
  readonly classes: readonly string[];
  readonly font: string[];
  readonly color: string;
}

function streetLabels(labels: StreetLabels, colors: BaseMapColors): LayerSpecification {
  return {
    id: `street-label-${labels.id}`,
    type: 'symbol',
    source: 'streets',
    minzoom: labels.minzoom,
    filter: ['all', ['has', 'name'], ['in', ['get', 'class'], ['literal', [...labels.classes]]]],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 320,
      'text-field': ['get', 'name'],
      'text-font': labels.font,
      'text-size': ['interpolate', ['linear'], ['zoom'], 12, 10.5, 16, 12.5, 19, 15],
      'text-letter-spacing': 0.02,
      'text-max-angle': 35,
      'text-padding': 6,
    },
    paint: {
      'text-color': labels.color,
      'text-halo-color': colors.labelHalo,
      'text-halo-width': 1.4,
    },
  };
}

function townLabels(colors: BaseMapColors): LayerSpecification {
  return {
    id: 'towns',
    type: 'symbol',
    source: 'places',
    maxzoom: 15,
    filter: ['==', ['get', 'kind'], 'town'],
    layout: {
      'text-field': ['get', 'name'],
      'text-font': fonts.semibold,
      'text-size': ['interpolate', ['linear'], ['zoom'], 6, 12, 11, 16, 14, 20],
      'text-letter-spacing': 0.03,
      'text-padding': 8,
    },
    paint: {
      'text-color': colors.townLabel,
      'text-halo-color': colors.labelHalo,
      'text-halo-width': 1.8,
      'text-opacity': ['interpolate', ['linear'], ['zoom'], 14, 1, 15, 0],
    },
  };
}

function seaLabel(colors: BaseMapColors): LayerSpecification {
  return {
    id: 'sea-label',
    type: 'symbol',
    source: 'places',
    minzoom: 7,
    maxzoom: 14,
    filter: ['==', ['get', 'kind'], 'sea'],
    layout: {
      'text-field': ['get', 'name'],
      'text-font': fonts.italic,
      'text-size': ['interpolate', ['linear'], ['zoom'], 7, 12, 13, 18],
      'text-letter-spacing': 0.18,
      'text-max-width': 8,
    },
    paint: { 'text-color': colors.seaLabel },
  };
}

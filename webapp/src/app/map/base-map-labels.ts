import type { Feature } from 'geojson';
import type {
  ExpressionSpecification,
  GeoJSONSourceSpecification,
  LayerSpecification,
  SymbolLayerSpecification,
} from 'maplibre-gl';
import type { BaseMapColors } from './base-map-colors';
import { drawnFrom, firstOf, isOneOf, nameOf, type MapData } from './map-data';
import type { StreetData } from './street-layers';

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
export const bundledPlaces: GeoJSONSourceSpecification = {
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

/** Where a map has the names of its towns, and how it says what they are. */
export interface PlaceData extends MapData {
  readonly kindKeys: readonly string[];
}

/** The larger, the earlier placed. `locality` is a town of unknown size. */
const cities = ['city'];
const towns = ['town', 'locality'];
const villages = ['village', 'suburb', 'hamlet', 'quarter', 'neighbourhood'];
const placeKinds = [...cities, ...towns, ...villages];

/** The names of cities, towns and villages, until one is so near that the streets say where. */
export function placeLabels(places: PlaceData, colors: BaseMapColors): LayerSpecification {
  const kind = firstOf(places.kindKeys);
  const bySize = (city: number, town: number, village: number): ExpressionSpecification => [
    'match',
    kind,
    cities,
    city,
    towns,
    town,
    village,
  ];
  return {
    id: `${nameOf(places)}-places`,
    type: 'symbol',
    ...drawnFrom(places),
    maxzoom: 15,
    filter: ['all', ['has', 'name'], isOneOf(places.kindKeys, placeKinds)],
    layout: {
      'text-field': ['get', 'name'],
      'text-font': fonts.semibold,
      'text-size': [
        'interpolate',
        ['linear'],
        ['zoom'],
        6,
        bySize(13, 12, 9),
        11,
        bySize(18, 16, 11),
        14,
        bySize(22, 20, 14),
      ],
      'symbol-sort-key': bySize(0, 1, 2),
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

/** The names of bay and ocean on the bundled map. */
export function seaLabel(colors: BaseMapColors): LayerSpecification {
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

/** The names of points and areas that are no places where people live. */
export function otherLabels(data: PlaceData, colors: BaseMapColors): LayerSpecification {
  return {
    id: `${nameOf(data)}-other-names`,
    type: 'symbol',
    ...drawnFrom(data),
    minzoom: 11,
    filter: [
      'all',
      ['has', 'name'],
      ['!=', ['geometry-type'], 'LineString'],
      ['!', isOneOf(data.kindKeys, placeKinds)],
    ],
    layout: {
      'text-field': ['get', 'name'],
      'text-font': fonts.regular,
      'text-size': 12,
      'text-anchor': 'top',
      'text-offset': [0, 0.6],
      'text-max-width': 8,
    },
    paint: {
      'text-color': colors.label,
      'text-halo-color': colors.labelHalo,
      'text-halo-width': 1.4,
    },
  };
}

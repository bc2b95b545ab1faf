import type {
  ExpressionSpecification,
  LayerSpecification,
  LineLayerSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import { baseMapColors, type BaseMapColors, type Theme } from './base-map-colors';
import { labelLayers, placeSource } from './base-map-labels';

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
      places: placeSource,
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': colors.sea } },
      ...landLayers(colors),
      ...streetLayers(colors),
      ...labelLayers(colors),
    ],
  };
}

/** From coarse to fine: each finer land lies in a window of sea, which hides the coarser one. */
function landLayers(colors: BaseMapColors): LayerSpecification[] {
  const fills = [
    ['land', 'world', colors.land],
    ['land', 'window', colors.sea],
    ['land', 'region', colors.land],
    ['ground', 'window', colors.sea],
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

/** A group of street classes that look the same. */
interface StreetGroup {
  readonly id: string;
  readonly classes: readonly string[];
  readonly minzoom: number;
  readonly color: (colors: BaseMapColors) => string;
  readonly casing: (colors: BaseMapColors) => string;
  /** The width in pixels at zooms 9, 12, 14, 16 and 19. */
  readonly widths: readonly [number, number, number, number, number];
}

/** From the least to the most important, which is the order they are drawn in. */
const streetGroups: readonly StreetGroup[] = [
  {
    id: 'minor',
    classes: ['residential', 'unclassified', 'living_street'],
    minzoom: 11,
    color: (colors) => colors.minor,
    casing: (colors) => colors.minorCasing,
    widths: [0.2, 0.7, 2.2, 6.5, 24],
  },
  {
    id: 'tertiary',
    classes: ['tertiary'],
    minzoom: 9,
    color: (colors) => colors.tertiary,
    casing: (colors) => colors.minorCasing,
    widths: [0.4, 1.2, 3.4, 8.5, 28],
  },
  {
    id: 'secondary',
    classes: ['secondary'],
    minzoom: 8,
    color: (colors) => colors.secondary,
    casing: (colors) => colors.majorCasing,
    widths: [0.6, 1.6, 4.2, 10, 32],
  },
  {
    id: 'primary',
    classes: ['primary'],
    minzoom: 6,
    color: (colors) => colors.primary,
    casing: (colors) => colors.majorCasing,
    widths: [0.9, 2.2, 5, 11, 34],
  },
  {
    id: 'motorway',
    classes: ['trunk', 'motorway'],
    minzoom: 4,
    color: (colors) => colors.motorway,
    casing: (colors) => colors.motorwayCasing,
    widths: [1.3, 2.8, 5.6, 12, 36],
  },
];

function streetLayers(colors: BaseMapColors): LayerSpecification[] {
  const casings = streetGroups.map((group) => streetLayer(group, 'casing', colors));
  const fills = streetGroups.map((group) => streetLayer(group, 'fill', colors));
  return [...casings, ...fills, onewayArrows(colors)];
}

function streetLayer(
  group: StreetGroup,
  part: 'casing' | 'fill',
  colors: BaseMapColors,
): LineLayerSpecification {
  const isCasing = part === 'casing';
  const { minzoom } = group;
  return {
    id: `street-${group.id}-${part}`,
    type: 'line',
    source: 'streets',
    minzoom: isCasing ? Math.max(minzoom, 12) : minzoom,
    filter: ['in', ['get', 'class'], ['literal', [...group.classes]]],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': isCasing ? group.casing(colors) : group.color(colors),
      'line-width': widthByZoom(group.widths.map((width) => width + (isCasing ? 1.6 : 0))),
      'line-opacity': ['interpolate', ['linear'], ['zoom'], minzoom, 0, minzoom + 1, 1],
    },
  };
}

function widthByZoom(widths: readonly number[]): ExpressionSpecification {
  const [at9 = 0, at12 = 0, at14 = 0, at16 = 0, at19 = 0] = widths;
  const zoom: ExpressionSpecification = ['zoom'];
  return [
    'interpolate',
    ['exponential', 1.4],
    zoom,
    9,
    at9,
    12,
    at12,
    14,
    at14,
    16,
    at16,
    19,
    at19,
  ];
}

function onewayArrows(colors: BaseMapColors): LayerSpecification {
  return {
    id: 'street-oneway',
    type: 'symbol',
    source: 'streets',
    minzoom: 16,
    filter: ['==', ['get', 'oneway'], true],
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

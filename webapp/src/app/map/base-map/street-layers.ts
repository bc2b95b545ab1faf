import type {
  ExpressionSpecification,
  LayerSpecification,
  LineLayerSpecification,
} from 'maplibre-gl';
import type { BaseMapColors } from './base-map-colors';
import { drawnFrom, isOneOf, nameOf, type MapData } from './map-data';

/** Where a map has its streets, and how it says what they are. */
export interface StreetData extends MapData {
  /** The layer that has the names, where it is another one. */
  readonly nameLayer?: string;
  /** The properties that may hold the class of a street; the first that a street has counts. */
  readonly classKeys: readonly string[];
}

/** Farther out a casing is as wide as its street: the streets of a whole city would be drawn twice. */
const casingsFromZoom = 13;
/** From here on the ends and joints of streets are round. */
const roundFromZoom = 14;

/** A group of street classes that look the same. */
interface StreetGroup {
  readonly id: string;
  /** The words for it: OSM's `highway`, and those of OpenMapTiles and Protomaps. */
  readonly classes: readonly [string, ...string[]];
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
    classes: [
      'residential',
      'unclassified',
      'living_street',
      'road',
      'service',
      'minor',
      'minor_road',
    ],
    minzoom: 11,
    color: (colors) => colors.minor,
    casing: (colors) => colors.minorCasing,
    widths: [0.2, 0.7, 2.2, 6.5, 24],
  },
  {
    id: 'tertiary',
    classes: ['tertiary', 'tertiary_link'],
    minzoom: 9,
    color: (colors) => colors.tertiary,
    casing: (colors) => colors.minorCasing,
    widths: [0.4, 1.2, 3.4, 8.5, 28],
  },
  {
    id: 'secondary',
    classes: ['secondary', 'secondary_link', 'medium_road'],
    minzoom: 8,
    color: (colors) => colors.secondary,
    casing: (colors) => colors.majorCasing,
    widths: [0.6, 1.6, 4.2, 10, 32],
  },
  {
    id: 'primary',
    classes: ['primary', 'primary_link', 'major_road'],
    minzoom: 6,
    color: (colors) => colors.primary,
    casing: (colors) => colors.majorCasing,
    widths: [0.9, 2.2, 5, 11, 34],
  },
  {
    id: 'motorway',
    classes: ['motorway', 'motorway_link', 'trunk', 'trunk_link', 'highway'],
    minzoom: 4,
    color: (colors) => colors.motorway,
    casing: (colors) => colors.motorwayCasing,
    widths: [1.3, 2.8, 5.6, 12, 36],
  },
];

/** Every word for a street. */
export const streetClasses = streetGroups.flatMap(({ classes }) => classes);

/** The streets with their casings. */
export function streetLayers(streets: StreetData, colors: BaseMapColors): LayerSpecification[] {
  const casings = streetGroups.map((group) => casing(group, streets, colors));
  const fills = streetGroups.map((group) => fill(group, streets, colors));
  return [...casings, ...fills];
}

function casing(
  group: StreetGroup,
  streets: StreetData,
  colors: BaseMapColors,
): LineLayerSpecification {
  const layer = { ...lines(group, streets), minzoom: Math.max(group.minzoom, casingsFromZoom) };
  const widths = group.widths.map((width) => width + 1.6);
  return {
    ...layer,
    id: `${layer.id}-casing`,
    paint: { ...linePaint(widths, group.minzoom), 'line-color': group.casing(colors) },
  };
}

function fill(
  group: StreetGroup,
  streets: StreetData,
  colors: BaseMapColors,
): LineLayerSpecification {
  const layer = lines(group, streets);
  return {
    ...layer,
    id: `${layer.id}-fill`,
    paint: { ...linePaint(group.widths, group.minzoom), 'line-color': group.color(colors) },
  };
}

function lines({ id, classes, minzoom }: StreetGroup, streets: StreetData) {
  return {
    id: `${nameOf(streets)}-street-${id}`,
    type: 'line',
    ...drawnFrom(streets),
    minzoom,
    filter: ['all', ['==', ['geometry-type'], 'LineString'], isOneOf(streets.classKeys, classes)],
    // Farther out nobody sees the ends of lines so thin, and each would cost as much as its line.
    layout: {
      'line-cap': ['step', ['zoom'], 'butt', roundFromZoom, 'round'],
      'line-join': ['step', ['zoom'], 'bevel', roundFromZoom, 'round'],
    },
  } satisfies LineLayerSpecification;
}

function linePaint(widths: readonly number[], minzoom: number) {
  return {
    'line-width': widthByZoom(widths),
    'line-opacity': ['interpolate', ['linear'], ['zoom'], minzoom, 0, minzoom + 1, 1],
  } satisfies LineLayerSpecification['paint'];
}

function widthByZoom([at9 = 0, at12 = 0, at14 = 0, at16 = 0, at19 = 0]: readonly number[]) {
  const stops = [9, at9, 12, at12, 14, at14, 16, at16, 19, at19];
  return ['interpolate', ['exponential', 1.4], ['zoom'], ...stops] as ExpressionSpecification;
}

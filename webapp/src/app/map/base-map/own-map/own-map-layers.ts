import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { BaseMapColors } from '../base-map-colors';
import { streetLabels } from '../base-map-labels';
import { otherLabels, placeLabels } from '../place-labels';
import { drawnFrom, firstOf, isOneOf, nameOf, type MapData } from '../map-data';
import { onewayArrows } from '../oneway-arrows';
import { streetClasses, streetLayers } from '../street-layers';

/** Where OSM, OpenMapTiles and Protomaps say what class of street a line is, the most exact first. */
export const classKeys = [
  'highway',
  'kind_detail',
  'pmap:kind_detail',
  'class',
  'kind',
  'pmap:kind',
];

/** Where they say what anything else is. */
export const kindKeys = [
  'natural',
  'waterway',
  'landuse',
  'leisure',
  'place',
  ...classKeys.slice(1),
];

const water = ['water', 'ocean', 'sea', 'bay', 'lake', 'reservoir', 'basin', 'riverbank', 'dock'];
const streams = ['river', 'stream', 'canal', 'ditch', 'drain'];
const parks = ['park', 'garden', 'nature_reserve', 'recreation_ground', 'cemetery', 'golf_course'];
const plants = ['forest', 'wood', 'grass', 'grassland', 'meadow', 'scrub', 'village_green'];

/** Every word for what is drawn in a colour of its own. */
export const drawnKinds = [...water, ...streams, ...parks, ...plants];

/** Colours areas and lines by what they are; `otherwise` what is neither wet nor green. */
function colorByKind(colors: BaseMapColors, otherwise: string): ExpressionSpecification {
  return [
    'match',
    firstOf(kindKeys),
    [...water, ...streams],
    colors.sea,
    [...parks, ...plants],
    colors.green,
    otherwise,
  ];
}

/** Areas, coloured by what they are, or all in one colour. */
export function areas(data: MapData, colors: BaseMapColors, color?: string): LayerSpecification {
  return {
    id: `${nameOf(data)}-areas`,
    type: 'fill',
    ...drawnFrom(data),
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': color ?? colorByKind(colors, colors.settled) },
  };
}

/** Houses, from where one can tell them apart. */
export function buildings(data: MapData, colors: BaseMapColors): LayerSpecification {
  return { ...areas(data, colors, colors.building), minzoom: 14 };
}

/** Lines that are no streets: rivers, railways, paths, whatever else there is. */
export function lines(data: MapData, colors: BaseMapColors, color?: string): LayerSpecification {
  return {
    id: `${nameOf(data)}-lines`,
    type: 'line',
    ...drawnFrom(data),
    filter: [
      'all',
      ['==', ['geometry-type'], 'LineString'],
      ['!', isOneOf(classKeys, streetClasses)],
    ],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': color ?? colorByKind(colors, colors.arrow),
      'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.6, 16, 2],
    },
  };
}

/** Borders between countries and their parts. */
export function borders(data: MapData, colors: BaseMapColors): LayerSpecification {
  return {
    id: `${nameOf(data)}-borders`,
    type: 'line',
    ...drawnFrom(data),
    paint: { 'line-color': colors.boundary, 'line-width': 1, 'line-dasharray': [4, 3] },
  };
}

function points(data: MapData, colors: BaseMapColors): LayerSpecification {
  return {
    id: `${nameOf(data)}-points`,
    type: 'circle',
    ...drawnFrom(data),
    minzoom: 11,
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 3.5,
      'circle-color': colors.label,
      'circle-stroke-color': colors.labelHalo,
      'circle-stroke-width': 1.5,
    },
  };
}

/** All that data of no known schema may hold; the lowest first. */
export function anything(data: MapData, colors: BaseMapColors): LayerSpecification[] {
  const streets = { ...data, classKeys };
  const places = { ...data, kindKeys };
  return [
    areas(data, colors),
    lines(data, colors),
    ...streetLayers(streets, colors),
    onewayArrows(streets, colors),
    points(data, colors),
    ...streetLabels(streets, colors),
    otherLabels(places, colors),
    placeLabels(places, colors),
  ];
}

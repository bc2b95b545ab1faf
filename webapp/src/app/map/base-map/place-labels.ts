import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { BaseMapColors } from './base-map-colors';
import { fonts } from './label-fonts';
import { drawnFrom, firstOf, isOneOf, nameOf, type MapData } from './map-data';

/** Where a map has the names of its towns, and how it says what they are. */
export interface PlaceData extends MapData {
  readonly kindKeys: readonly string[];
  /** Properties that hold a number, the lower the more important; without, the kind decides. */
  readonly rankKeys?: readonly string[];
}

/** The larger, the earlier placed. `locality` is a town of unknown size. */
const cities = ['city'];
const towns = ['town', 'locality'];
const villages = ['village', 'suburb', 'hamlet', 'quarter', 'neighbourhood'];
/** Every word for a place where people live. */
export const placeKinds = [...cities, ...towns, ...villages];

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
        3,
        bySize(11, 10, 9),
        6,
        bySize(13, 12, 9),
        11,
        bySize(18, 16, 11),
        14,
        bySize(22, 20, 14),
      ],
      'symbol-sort-key': places.rankKeys ? rankOf(places.rankKeys) : bySize(0, 1, 2),
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

/** Far out, the names of countries. */
export function countryLabels(countries: PlaceData, colors: BaseMapColors): LayerSpecification {
  return {
    id: `${nameOf(countries)}-names`,
    type: 'symbol',
    ...drawnFrom(countries),
    maxzoom: 8,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': fonts.medium,
      'text-size': ['interpolate', ['linear'], ['zoom'], 2, 11, 7, 18],
      'symbol-sort-key': rankOf(countries.rankKeys ?? []),
      'text-transform': 'uppercase',
      'text-letter-spacing': 0.12,
      'text-max-width': 7,
      'text-padding': 6,
    },
    paint: {
      'text-color': colors.label,
      'text-halo-color': colors.labelHalo,
      'text-halo-width': 1.6,
      'text-opacity': ['interpolate', ['linear'], ['zoom'], 6.5, 1, 8, 0],
    },
  };
}

function rankOf(keys: readonly string[]): ExpressionSpecification {
  return ['to-number', firstOf(keys), 0];
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

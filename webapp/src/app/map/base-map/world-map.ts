import { effect, untracked, type Injector, type Signal } from '@angular/core';
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { MapEngine } from '../engine/map-engine';
import { PlaceBook } from '../../places/place-book';
import { PlacesWorker } from '../../places/places-worker';
import { Formatter } from '../../settings/formatter';
import { deepestWorldZoom, type WorldLayer } from '../../places/world-layers';
import type { Theme } from '../../settings/theme';
import { baseMapColors, type BaseMapColors } from './base-map-colors';
import { bay, bundledNames } from './bundled-names';
import type { OfflineMap } from './offline-map';
import { seaLabel } from './base-map-labels';
import { tilePlace } from './own-map/tile-place';
import { wayLayers, waySource, type Ways } from './driven-way-layers';
import { countryLabels, placeLabels } from './place-labels';
import { worldSeas } from './world-seas';

const attribution =
  '<a href="https://www.naturalearthdata.com" target="_blank" rel="noopener">Natural Earth</a>' +
  ' · <a href="https://www.geonames.org" target="_blank" rel="noopener">GeoNames (CC BY)</a>';

/** Lets the map load tiles of the world from the worker that knows it, of which a book is answered. */
export function openWorld(
  engine: MapEngine,
  injector: Injector,
  offline: Signal<OfflineMap | undefined>,
): PlaceBook {
  const worker = injector.get(PlacesWorker);
  engine.addProtocol('world', async ({ url }) => ({ data: await worker.tile(tilePlace(url)) }));
  const book = new PlaceBook(worker, injector.get(Formatter));
  const nameStreets = (map: OfflineMap) => {
    if (map.isBundled) worker.nameBundledStreets();
    else if (map.streets) worker.nameStreetsOf(map.streets);
    book.forget();
  };
  effect(
    () => {
      const map = offline();
      if (map)
        untracked(() => {
          nameStreets(map);
        });
    },
    { injector },
  );
  return book;
}

/** What of the world is drawn. */
export interface ShownWorld {
  readonly theme: Theme;
  readonly offline: Pick<OfflineMap, 'isBundled' | 'worldUntilZoom'>;
  /** The ways that the fleet has driven where there are no streets. */
  readonly ways: Ways;
}

/**
 * The style with the world around what it has of its own: seas and borders below, names of countries
 * and towns above. From `untilZoom` on it is left alone: where a map of a region has all of that.
 */
export function withWorld(
  style: StyleSpecification,
  { theme, offline, ways }: ShownWorld,
): StyleSpecification {
  const colors = baseMapColors[theme];
  const untilZoom = offline.worldUntilZoom;
  const isBackground = ({ type }: LayerSpecification) => type === 'background';
  const bounded = (layer: LayerSpecification): LayerSpecification => ({
    ...layer,
    maxzoom: Math.min(untilZoom, layer.maxzoom ?? untilZoom),
  });
  return {
    ...style,
    sources: {
      ...style.sources,
      bay,
      world: worldSource,
      seas: worldSeas(),
      ways: waySource(ways),
    },
    layers: [
      ...style.layers.filter(isBackground),
      ...seasAndBorders(colors).map(bounded),
      ...wayLayers(colors),
      ...style.layers.filter((layer) => !isBackground(layer)),
      ...(offline.isBundled ? bundledNames(colors) : []),
      ...names(colors).map(bounded),
    ],
  };
}

const worldSource: SourceSpecification = {
  type: 'vector',
  tiles: ['world://{z}/{x}/{y}'],
  maxzoom: deepestWorldZoom,
  attribution,
};

function of(layer: WorldLayer) {
  return { source: 'world', sourceLayer: layer };
}

function seasAndBorders(colors: BaseMapColors): LayerSpecification[] {
  return [
    {
      id: 'world-sea',
      type: 'fill',
      source: 'world',
      'source-layer': 'sea' satisfies WorldLayer,
      paint: { 'fill-color': colors.sea },
    },
    {
      id: 'world-borders',
      type: 'line',
      source: 'world',
      'source-layer': 'borders' satisfies WorldLayer,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': colors.boundary,
        'line-opacity': 0.7,
        // Thin far out, where there are many.
        'line-width': ['interpolate', ['linear'], ['zoom'], 2, 0.5, 8, 1.4],
      },
    },
  ];
}

/** The last are placed first. */
function names(colors: BaseMapColors): LayerSpecification[] {
  return [
    seaLabel('seas', colors),
    placeLabels({ ...of('towns'), kindKeys: ['kind'], rankKeys: ['rank'] }, colors),
    countryLabels({ ...of('countries'), kindKeys: [], rankKeys: ['rank'] }, colors),
  ];
}

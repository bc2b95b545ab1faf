import type { WritableSignal } from '@angular/core';
import type { MapEngine } from '../../engine/map-engine';
import { baseMapColors } from '../base-map-colors';
import type { OfflineMap } from '../offline-map';
import { regionalZoom } from './regional-zoom';
import { loadGeoJsonMap } from './geojson/geojson-map';
import { OwnMapError } from './own-map-error';
import type { OwnMapState } from './own-map-state';
import { loadPmtilesMap } from './pmtiles-map';

/** How long the vehicles wait for their map before they are shown without one. */
const patienceMs = 1_000;

/** Shown while a large map is loaded: the colour of land, everywhere. */
const emptyMap: OfflineMap = {
  bounds: [-180, -85, 180, 85],
  worldUntilZoom: regionalZoom,
  isBundled: false,
  style: (theme) => ({
    version: 8,
    sources: {},
    layers: [
      {
        id: 'land',
        type: 'background',
        paint: { 'background-color': baseMapColors[theme].land },
      },
    ],
  }),
};

/** Who hears how far the map is, and which one is to be shown. */
interface OwnMapListener {
  readonly state: WritableSignal<OwnMapState | undefined>;
  readonly show: (map: OfflineMap) => void;
  /** Loads the bundled map, which is shown where this one cannot be. */
  readonly loadBundled: () => Promise<OfflineMap>;
}

/**
 * Loads the map of another region from a PMTiles or GeoJSON file, told apart by the ending of its
 * name. The address may be relative to the page. Where there is no such map, the bundled one is shown.
 *
 * @returns when there is a map to begin with: that one, or an empty one where it takes long.
 */
export async function openOwnMap(
  address: string,
  engine: MapEngine,
  listener: OwnMapListener,
): Promise<void> {
  let isShown = false;
  const show = (map: OfflineMap) => {
    isShown = true;
    listener.show(map);
  };
  const loading = load(address, engine, listener).then(show);
  const waiting = new Promise<void>((resolve) => {
    setTimeout(() => {
      if (!isShown) listener.show(emptyMap);
      resolve();
    }, patienceMs);
  });
  await Promise.race([loading, waiting]);
}

async function load(
  address: string,
  engine: MapEngine,
  { state, loadBundled }: OwnMapListener,
): Promise<OfflineMap> {
  const { href, pathname } = new URL(address, document.baseURI);
  try {
    if (pathname.toLowerCase().endsWith('.pmtiles')) return await loadPmtilesMap(href, engine);
    const map = await loadGeoJsonMap(href, engine, (progress) => {
      state.set(progress);
    });
    state.set({ state: 'drawn', leftOut: map.leftOut });
    return map;
  } catch (error) {
    // Else a part of the page could not be loaded.
    const { trouble, detail } =
      error instanceof OwnMapError ? error : new OwnMapError('missing', { cause: error });
    state.set({ state: 'refused', trouble, detail });
    return loadBundled();
  }
}

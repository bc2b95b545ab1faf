import { InjectionToken } from '@angular/core';
import type * as MapLibre from './maplibre';

/** What is used of MapLibre GL. */
export type MapEngine = typeof MapLibre;

/**
 * Loads MapLibre GL, which is three times as large as the rest of the page and comes after it. Its
 * worker is a file of its own beside the page (angular.json copies it); the version in the address
 * keeps a cached worker of an older release away.
 */
export const mapEngine = new InjectionToken('MapLibre GL', {
  providedIn: 'root',
  factory: () => async (): Promise<MapEngine> => {
    const engine = await import('./maplibre');
    const worker = `maplibre/maplibre-gl-worker.mjs?${engine.getVersion()}`;
    engine.setWorkerUrl(new URL(worker, document.baseURI).href);
    return engine;
  },
});

import { DOCUMENT, inject, InjectionToken } from '@angular/core';
import { PartLoader } from '../../loading/part-loader';
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
  factory: () => {
    const parts = inject(PartLoader);
    const { baseURI } = inject(DOCUMENT);
    return async (): Promise<MapEngine> => {
      const engine = await parts.load(() => import('./maplibre'));
      const worker = new URL(`maplibre/maplibre-gl-worker.mjs?${engine.getVersion()}`, baseURI);
      // MapLibre asks once, and waits for ever where that fails.
      await parts.load(() => fetchWhole(worker));
      engine.setWorkerUrl(worker.href);
      return engine;
    };
  },
});

/** Fetches a file so that the browser has it; rejects while it cannot be had. */
async function fetchWhole(url: URL): Promise<void> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(String(response.status));
  await response.blob();
}

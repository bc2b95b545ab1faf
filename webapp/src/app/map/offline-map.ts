import type { StyleSpecification } from 'maplibre-gl';
import { bundledMapStyle } from './base-map';
import type { Theme } from './base-map-colors';
import { loadRegion, type Bounds } from './region';

/** A map that needs no other machine than the page's own. */
export interface OfflineMap {
  /** What it has streets of, which is what is shown before there is a fleet. */
  readonly bounds: Bounds;
  /** How it is drawn. */
  readonly style: (theme: Theme) => StyleSpecification;
}

/** The map that came with the page. */
export async function loadBundledMap(): Promise<OfflineMap> {
  return { bounds: await loadRegion(), style: bundledMapStyle };
}

import type { StyleSpecification } from 'maplibre-gl';
import { bundledMapStyle } from './bundled-map';
import type { Theme } from '../../settings/theme';
import { loadRegion } from './region';
import type { Bounds } from '../../geo/place-box';
import type { StreetTiles } from '../../places/street-tiles';

/** A map that needs no other machine than the page's own. */
export interface OfflineMap {
  /** What it has streets of, which is what is shown before there is a fleet. */
  readonly bounds: Bounds;
  /** How it is drawn. */
  readonly style: (theme: Theme) => StyleSpecification;
  /** From this zoom on it has all that is to be seen; until then the world is drawn around it. */
  readonly worldUntilZoom: number;
  /** Names of streets, where it has them in vector tiles. */
  readonly streets?: StreetTiles | undefined;
  /** Whether it is the one that came with the page. */
  readonly isBundled: boolean;
}

/** For a map that leaves all but streets to the world. */
const everyZoom = 24;

/** The map that came with the page; rejects while its server is away. */
export async function loadBundledMap(): Promise<OfflineMap> {
  return {
    bounds: await loadRegion(),
    style: bundledMapStyle,
    worldUntilZoom: everyZoom,
    isBundled: true,
  };
}

import type { Bounds } from '../../geo/place-box';
import { fetchJson } from '../../loading/keep-trying';

/** What the map shows before anything is known of a region or a fleet. */
const world: Bounds = [-130, -50, 150, 65];

/** The region whose streets are bundled, as `data/src/draw-base-map.ts` wrote it; rejects while its server is away. */
export async function loadRegion(): Promise<Bounds> {
  const region = await fetchJson<{ readonly bounds: Bounds }>('base-map/region.json');
  // Without the file there is no bundled region: the map shows the world.
  return region?.bounds ?? world;
}

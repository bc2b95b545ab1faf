import type { Bounds } from '../../geo/place-box';

/** What the map shows before anything is known of a region or a fleet. */
const world: Bounds = [-130, -50, 150, 65];

/** The region whose streets are bundled, as `data/src/draw-base-map.ts` wrote it. */
export async function loadRegion(): Promise<Bounds> {
  try {
    const response = await fetch('base-map/region.json');
    // Our own file, made by the build.
    const { bounds } = (await response.json()) as { readonly bounds: Bounds };
    return bounds;
  } catch {
    // Without the file there is no bundled region: the map shows the world.
    return world;
  }
}

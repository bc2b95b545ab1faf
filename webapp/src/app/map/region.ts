import { toMercator, toPlace, type Place } from './mercator';

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

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

/** The box around all places, never smaller than some hundred metres; `undefined` for none. */
export function boundsOf(places: readonly Place[]): Bounds | undefined {
  if (places.length === 0) return undefined;
  const least = 0.002;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { lat, lng } of places) {
    west = Math.min(west, lng);
    south = Math.min(south, lat);
    east = Math.max(east, lng);
    north = Math.max(north, lat);
  }
  return [west - least, Math.max(-85, south - least), east + least, Math.min(85, north + least)];
}

/** Whether the middle of `inner` lies outside `outer`. */
export function isElsewhere(inner: Bounds, outer: Bounds): boolean {
  const southWest = toMercator({ lng: inner[0], lat: inner[1] });
  const northEast = toMercator({ lng: inner[2], lat: inner[3] });
  const { lng, lat } = toPlace({
    x: (southWest.x + northEast.x) / 2,
    y: (southWest.y + northEast.y) / 2,
  });
  return lng < outer[0] || lat < outer[1] || lng > outer[2] || lat > outer[3];
}

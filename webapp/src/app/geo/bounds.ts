import { toMercator, toPlace, type Place } from './mercator';
import { PlaceBox, type Bounds } from './place-box';

/** The least margin around places, in degrees: some hundred metres. */
export const leastMargin = 0.002;

/** The box around all places, never smaller than some hundred metres; `undefined` for none. */
export function boundsOf(places: readonly Place[]): Bounds | undefined {
  const box = new PlaceBox();
  for (const { lat, lng } of places) box.add(lng, lat);
  return box.bounds(leastMargin);
}

/** Whether the middle of `inner` lies outside `outer`. */
export function isElsewhere(inner: Bounds, outer: Bounds): boolean {
  const southWest = toMercator({ lng: inner[0], lat: inner[1] });
  const northEast = toMercator({ lng: inner[2], lat: inner[3] });
  const { lng, lat } = toPlace({
    x: (southWest.x + northEast.x) / 2,
    y: (southWest.y + northEast.y) / 2,
  });
  const east = lng + 360 * Math.ceil((outer[0] - lng) / 360);
  return east > outer[2] || lat < outer[1] || lat > outer[3];
}

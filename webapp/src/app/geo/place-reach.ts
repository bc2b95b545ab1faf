import { nearestX, toMercator, type Place } from './mercator';

/** A longitude and a latitude in degrees. */
type LngLat = readonly [lng: number, lat: number];

/** Whether a point of any line lies within `reach` of a place, in widths of the Mercator world. */
export function passesBy(
  lines: readonly (readonly LngLat[])[],
  place: Place,
  reach: number,
): boolean {
  const at = toMercator(place);
  return lines.some((line) =>
    line.some(([lng, lat]) => {
      const { x, y } = toMercator({ lng, lat });
      return Math.abs(nearestX(x, at.x) - at.x) <= reach && Math.abs(y - at.y) <= reach;
    }),
  );
}

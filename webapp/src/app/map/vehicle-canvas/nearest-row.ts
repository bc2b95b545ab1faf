import type { MercatorPoint } from '../../geo/mercator';

/**
 * The row whose vehicle is shown nearest to a point, if any is nearer than `reach`; of two that are
 * equally near the first.
 *
 * @param placeOf where a row is shown, in the same pixels as `point`; `undefined` where it is not.
 */
export function nearestRow(
  point: MercatorPoint,
  rows: Iterable<number>,
  placeOf: (row: number) => MercatorPoint | undefined,
  reach: number,
): number | undefined {
  let nearest: number | undefined;
  let least = reach;
  for (const row of rows) {
    const place = placeOf(row);
    if (!place) continue;
    const away = Math.hypot(place.x - point.x, place.y - point.y);
    if (away >= least) continue;
    least = away;
    nearest = row;
  }
  return nearest;
}

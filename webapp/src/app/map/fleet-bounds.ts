import type { ReportColumns } from '../fleet/fleet-table';
import { boundsOf, type Bounds } from './region';

/** The box around a whole fleet, never smaller than some hundred metres; `undefined` for none. */
export function fleetBounds({ count, lats, lngs }: ReportColumns): Bounds | undefined {
  if (count === 0) return undefined;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (let row = 0; row < count; row++) {
    west = Math.min(west, lngs[row] ?? 180);
    east = Math.max(east, lngs[row] ?? -180);
    south = Math.min(south, lats[row] ?? 90);
    north = Math.max(north, lats[row] ?? -90);
  }
  return boundsOf([
    { lat: south, lng: west },
    { lat: north, lng: east },
  ]);
}

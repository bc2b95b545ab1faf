import { leastMargin } from '../geo/bounds';
import { type Bounds, PlaceBox } from '../geo/place-box';
import type { ReportColumns } from '../fleet/fleet-table';

/**
 * The box around a fleet, never smaller than some hundred metres; `undefined` for none.
 *
 * @param listed a 1 for each row that counts; all do where it is not given.
 */
export function fleetBounds(
  { count, lats, lngs }: ReportColumns,
  listed?: Uint8Array,
): Bounds | undefined {
  const box = new PlaceBox();
  for (let row = 0; row < count; row++) {
    if (!listed || listed[row] === 1) box.add(lngs[row] ?? 0, lats[row] ?? 0);
  }
  return box.bounds(leastMargin);
}

import { computed, inject, type Signal } from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import { isElsewhere } from '../geo/bounds';
import { MapPosition } from '../geo/map-position';
import { passesBy } from '../geo/place-reach';
import { BaseMapChooser } from '../map/base-map/base-map-chooser';
import { fleetBounds } from '../map/fleet-bounds';

/** Ways this far from the middle of the map, in pixels, are drawn where one looks. */
const lookPixels = 500;

/**
 * Whether the fleet drives, and one looks, where the offline map has neither streets nor ways that the
 * fleet has driven. In an injection context.
 */
export function watchElsewhere(): Signal<boolean> {
  const fleet = inject(FleetStore);
  const baseMap = inject(BaseMapChooser);
  const position = inject(MapPosition);
  const isFleetElsewhere = computed(() => {
    fleet.changes();
    const bounds = fleetBounds(fleet.table());
    const region = baseMap.offline()?.bounds;
    return bounds !== undefined && region !== undefined && isElsewhere(bounds, region);
  });
  const isLookElsewhere = computed(() => {
    const [region, shown] = [baseMap.offline()?.bounds, position.shown()];
    if (!region || !shown) return true;
    if (!isElsewhere([shown.lng, shown.lat, shown.lng, shown.lat], region)) return false;
    return !passesBy(baseMap.ways(), shown, lookPixels / (512 * 2 ** shown.zoom));
  });
  return computed(() => isFleetElsewhere() && isLookElsewhere());
}

import { computed, inject, type Signal } from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import { isElsewhere } from '../geo/bounds';
import { MapPosition } from '../geo/map-position';
import { BaseMapChooser } from '../map/base-map/base-map-chooser';
import { fleetBounds } from '../map/fleet-bounds';

/** Whether the fleet drives, and one looks, where the offline map has no streets. In an injection context. */
export function watchElsewhere(): Signal<boolean> {
  const fleet = inject(FleetStore);
  const baseMap = inject(BaseMapChooser);
  const position = inject(MapPosition);
  return computed(() => {
    fleet.changes();
    const bounds = fleetBounds(fleet.table());
    const region = baseMap.offline()?.bounds;
    if (!bounds || !region || !isElsewhere(bounds, region)) return false;
    const shown = position.shown();
    return !shown || isElsewhere([shown.lng, shown.lat, shown.lng, shown.lat], region);
  });
}

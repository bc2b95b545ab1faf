import type { Box, MapSize } from '../cover/free-room';
import type { MercatorPoint } from '../../geo/mercator';

/** On a smaller map there is no room for a legend beside what one looks at. */
const leastMap = { width: 480, height: 360 } as const;
/** A vehicle so near to the legend, in pixels, will soon be under it. */
const nearPixels = 20;
/** One that has left it by so much does not come back at once: the legend does not flicker. */
const farPixels = 60;

/** Where a legend would lie, and what it might lie upon, in pixels of the map. */
export interface LegendView {
  readonly map: MapSize;
  /** The open legend; `undefined` before it was open for the first time. */
  readonly legend: Box | undefined;
  /** The selected vehicle; `undefined` if none is shown. */
  readonly vehicle: MercatorPoint | undefined;
  readonly wasFolded: boolean;
}

/** Whether a legend is to be folded to a button: on a small map, or over the selected vehicle. */
export function mustFold({ map, legend, vehicle, wasFolded }: LegendView): boolean {
  if (map.width < leastMap.width || map.height < leastMap.height) return true;
  if (!legend || !vehicle) return false;
  const away = wasFolded ? farPixels : nearPixels;
  return (
    vehicle.x > legend.left - away &&
    vehicle.x < legend.right + away &&
    vehicle.y > legend.top - away &&
    vehicle.y < legend.bottom + away
  );
}

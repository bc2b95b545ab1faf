import { basename, extname } from 'node:path';
import { vehicleName } from '@fleetman/contract';

/** Leaves room for a blank and a number of 5 digits: `City Truck 49999` is a vehicle's name as well. */
const longestTrackName = 94;

/** Endings that stand behind one another: `ride.gpx.gz`. */
const endings = new Set(['.gpx', '.kml', '.kmz', '.xml', '.txt', '.gz', '.zip']);

/** What KMZ archives call the file in them: not a name. */
const namelessFiles = new Set(['doc.kml']);

/**
 * The name of the vehicle on a track, from the file's name: `city_truck.gpx` → `City Truck`, the same for every
 * format; folders and archives around it do not count, but where only they have a name: `tour.kmz/doc.kml` →
 * `Tour`. `undefined` where that is no name that a vehicle can have.
 */
export function trackNameOf(path: string): string | undefined {
  const folders = path.split('/');
  const file = folders.pop() ?? '';
  const named = namelessFiles.has(file.toLowerCase()) ? (folders.pop() ?? file) : file;
  const words = withoutEnding(named)
    .split('_')
    .filter((word) => word !== '');
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  const isName = vehicleName.safeParse(name).success && name.length <= longestTrackName;
  return isName ? name : undefined;
}

function withoutEnding(file: string): string {
  let name = basename(file, extname(file));
  while (endings.has(extname(name).toLowerCase())) name = basename(name, extname(name));
  return name;
}

import type { OwnMapTrouble } from '../own-map-error';
import { membersOf } from './read-geometry';

/** Which other format of maps this is; `undefined` for one that is not known. */
export function foreignFormat(content: unknown): OwnMapTrouble | undefined {
  const members = membersOf(content);
  if (members['type'] === 'Topology') return 'topojson';
  // https://wiki.openstreetmap.org/wiki/Overpass_API/Overpass_QL#Output_format
  if (Array.isArray(members['elements'])) return 'overpass';
  // https://developers.arcgis.com/rest/services-reference/enterprise/feature-object/
  if ('geometryType' in members || 'spatialReference' in members) return 'esri';
  return undefined;
}

/** Degrees, whatever else differs: by metres at most. WGS84, NAD83, ETRS89, GDA94, GDA2020 and NZGD2000. */
const degrees = /CRS:?:?84|EPSG:{1,2}(?:[\d.]{0,9}:)?(?:4326|4979|4269|4258|4283|7844|4167)$/i;

/** The name of a reference system other than degrees that a file of before RFC 7946 gives. */
export function foreignCrs(content: unknown): string | undefined {
  const { name } = membersOf(membersOf(membersOf(content)['crs'])['properties']);
  if (typeof name !== 'string' || degrees.test(name)) return undefined;
  const code = /EPSG:{1,2}(?:[\d.]{0,9}:)?(\d{1,9})$/i.exec(name)?.[1];
  return code === undefined ? name.slice(0, 40) : `EPSG:${code}`;
}

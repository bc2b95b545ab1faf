import type { OddFeature } from './own-map/geojson/read-geometry';
import type { LeftOut } from './own-map/geojson/read-map';
import type { OwnMapProgress, OwnMapState } from './own-map/own-map-state';

/** How far the operator's own map is, in words. */
export function describeProgress(progress: OwnMapProgress): string {
  if (progress.state === 'reading')
    return $localize`:@@base-map.reading:Reading the map of BASE_MAP.`;
  const loaded = megabytes(progress.loaded);
  if (progress.total === undefined)
    return $localize`:@@base-map.loading:Loading the map of BASE_MAP\: ${loaded}:loaded: MB.`;
  const total = megabytes(progress.total);
  return $localize`:@@base-map.loading-of:Loading the map of BASE_MAP\: ${loaded}:loaded: of ${total}:total: MB.`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0);
}

/** What of the operator's own map is not drawn, in words. */
export function describeLeftOut({ count, of, first, why }: LeftOut): string {
  const reason = describeOddFeature(why);
  return $localize`:@@base-map.left-out:${count}:count: of ${of}:all: features of the map of BASE_MAP could not be drawn, or only in part. The first is number ${first}:number:\: ${reason}:reason:.`;
}

function describeOddFeature(why: OddFeature): string {
  switch (why) {
    case 'broken':
      return $localize`:@@base-map.odd-broken:it cannot be read`;
    case 'no-place':
      return $localize`:@@base-map.odd-no-place:it has no geometry`;
    case 'unknown-type':
      return $localize`:@@base-map.odd-unknown-type:its type is unknown`;
    case 'no-coordinates':
      return $localize`:@@base-map.odd-no-coordinates:it has no coordinates`;
    case 'bad-coordinates':
      return $localize`:@@base-map.odd-bad-coordinates:its coordinates are not lists of two numbers`;
    case 'not-degrees':
      return $localize`:@@base-map.odd-not-degrees:its coordinates are not degrees`;
  }
}

/** Why the operator's own map is not shown, and what to do, in words. */
export function describeTrouble({
  trouble,
  detail = '',
}: Extract<OwnMapState, { state: 'refused' }>): string {
  switch (trouble) {
    case 'missing':
      return $localize`:@@base-map.missing:The map of BASE_MAP cannot be loaded.`;
    case 'too-large':
      return $localize`:@@base-map.too-large:The file of BASE_MAP is too large to be read as a whole (at most 200 MB). As PMTiles it is read in parts.`;
    case 'no-ranges':
      return $localize`:@@base-map.no-ranges:The server of BASE_MAP does not give parts of a file (HTTP ranges).`;
    case 'not-pmtiles':
      return $localize`:@@base-map.not-pmtiles:The file of BASE_MAP is not a PMTiles file of version 3.`;
    case 'unknown-tiles':
      return $localize`:@@base-map.unknown-tiles:The file of BASE_MAP has tiles of a kind that cannot be drawn.`;
    case 'not-json':
      return $localize`:@@base-map.not-json:The file of BASE_MAP is not GeoJSON\: it cannot be read as JSON.`;
    case 'not-geojson':
      return $localize`:@@base-map.not-geojson:The file of BASE_MAP is JSON, but not GeoJSON\: it has no features.`;
    case 'overpass':
      return $localize`:@@base-map.overpass:The file of BASE_MAP is Overpass JSON. Export it as GeoJSON (overpass turbo does, or osmtogeojson).`;
    case 'topojson':
      return $localize`:@@base-map.topojson:The file of BASE_MAP is TopoJSON. Convert it to GeoJSON (mapshaper does, or topo2geo).`;
    case 'esri':
      return $localize`:@@base-map.esri:The file of BASE_MAP is Esri JSON. Ask its server for GeoJSON (f=geojson).`;
    case 'other-crs':
      return $localize`:@@base-map.other-crs:The coordinates in the file of BASE_MAP are ${detail}:system:, not degrees. Convert them to WGS84 (EPSG\:4326).`;
    case 'not-degrees':
      return $localize`:@@base-map.not-degrees:The coordinates in the file of BASE_MAP are not degrees. Convert them to WGS84 (EPSG\:4326).`;
    case 'empty':
      return $localize`:@@base-map.empty:The file of BASE_MAP has nothing to draw.`;
  }
}

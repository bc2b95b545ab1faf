import type { Position } from 'geojson';
import type { TrackPoint } from '../../vehicle/track/track-point';
import { wrapLng } from '../../geo/place-box';
import type { OwnLayers } from '../engine/map-layers';

/** Farther out the names of towns matter more than a thin line. */
const fromZoom = 12;
/** The empty squares along a line, in pixels: MapLibre places them up to twice as far apart. */
const spacing = 12;
const size = 14;

/** How many points more or fewer are another line, and how many milliseconds later its end. */
const mostGrowth = 20;
const mostLaterMs = 60_000;

/** Lines on the map, the points of each as they are drawn, oldest first. */
export type Lines = readonly (readonly TrackPoint[])[];

/**
 * Keeps the names of streets off these lines: empty squares along them, which MapLibre places before its
 * labels and which take their room.
 */
export function keptClear(lines: Lines): OwnLayers {
  const geometry = { type: 'MultiLineString' as const, coordinates: lines.flatMap(unbroken) };
  const feature = { type: 'Feature' as const, properties: {}, geometry };
  return {
    sources: {
      'kept-clear': {
        type: 'geojson',
        data: { type: 'FeatureCollection', features: [feature] },
        maxzoom: 14,
      },
    },
    layers: [
      {
        id: 'kept-clear',
        type: 'symbol',
        source: 'kept-clear',
        minzoom: fromZoom,
        layout: {
          'symbol-placement': 'line',
          'symbol-spacing': spacing,
          'icon-image': 'empty',
          'icon-size': size,
          'icon-padding': 0,
          'icon-overlap': 'always',
        },
      },
    ],
  };
}

/** Whether the lines are others, and not the same that have grown by a few reports. */
export function areOthers(lines: Lines, before: Lines): boolean {
  return (
    lines.length !== before.length ||
    lines.some((line, index) => {
      const known = before[index] ?? [];
      const later = Math.abs((line.at(-1)?.time ?? 0) - (known.at(-1)?.time ?? 0));
      return Math.abs(line.length - known.length) > mostGrowth || later > mostLaterMs;
    })
  );
}

/** The parts of a line that are drawn; over the antimeridian they run on. */
function unbroken(line: readonly TrackPoint[]): readonly Position[][] {
  const parts: Position[][] = [];
  let lng = line[0]?.lng ?? 0;
  for (const point of line) {
    lng += wrapLng(point.lng - lng);
    if (parts.length === 0 || point.way === 'none') parts.push([]);
    parts.at(-1)?.push([lng, point.lat]);
  }
  return parts.filter(({ length }) => length > 1);
}

import { boxAround, isInside, signedArea, type Ring } from '../base-map-geometry.ts';
import type { Polygon } from '../base-map-contour.ts';
import type { LngLat } from '../read-streets.ts';

/** Places tried across and down the box of a polygon. */
const gridSize = 24;

/** Where the name of an area is written. */
export interface LabelSpot {
  readonly at: LngLat;
  /** How much room there is: the square root of the area, in degrees of longitude at the equator. */
  readonly size: number;
  /** Around the part that it lies in. */
  readonly outline: Ring;
}

/** A place well inside the largest of the polygons; `undefined` where none has an inside. */
export function labelSpot(polygons: readonly Polygon[]): LabelSpot | undefined {
  const outlines = polygons.flatMap(([outer]) => (outer ? [outer] : []));
  const [largest] = outlines.toSorted((a, b) => Math.abs(areaOf(b)) - Math.abs(areaOf(a)));
  if (!largest) return undefined;
  const [west, south, east, north] = boxAround([largest]);
  let best: { at: LngLat; room: number } | undefined;
  for (let index = 0; index < gridSize * gridSize; index++) {
    const [column, row] = [index % gridSize, Math.floor(index / gridSize)];
    const at: LngLat = [
      west + ((column + 0.5) / gridSize) * (east - west),
      south + ((row + 0.5) / gridSize) * (north - south),
    ];
    const room = isInside(at, largest) ? distanceToEdge(at, largest) : 0;
    if (room > (best?.room ?? 0)) best = { at, room };
  }
  return best && { at: best.at, size: Math.sqrt(Math.abs(areaOf(largest))), outline: largest };
}

/** The area in square degrees, each as wide as at the equator. */
function areaOf(ring: Ring): number {
  const [, south, , north] = boxAround([ring]);
  return (signedArea(ring) / 2) * shrinkAt((south + north) / 2);
}

/** To the nearest corner: outlines have many. */
function distanceToEdge([lng, lat]: LngLat, ring: Ring): number {
  const shrinkage = shrinkAt(lat);
  let least = Infinity;
  for (const [x, y] of ring) least = Math.min(least, Math.hypot((x - lng) * shrinkage, y - lat));
  return least;
}

function shrinkAt(lat: number): number {
  return Math.cos((lat * Math.PI) / 180);
}

import { difference } from 'polyclip-ts';
import type { Polygon } from '../base-map-contour.ts';
import { boxAround, type Box, type Ring } from '../base-map-geometry.ts';

/** All of the world; beyond 85° the map shows nothing. */
export const wholeWorld: Box = [-180, -90, 180, 90];

/**
 * The sea within `box` and outside `hole`, where finer sea takes its place. The map's background is
 * land: so nothing is blue before its coast is known.
 */
export function seaWithin(box: Box, land: readonly Polygon[], hole?: Box): Polygon[] {
  const cut = [...land.flatMap(alsoAcrossAntimeridian), ...(hole ? [[ringOf(hole)]] : [])];
  return difference([copyOf([ringOf(box)])], ...cut.map((polygon) => [copyOf(polygon)]));
}

/** The box, smaller by `degrees` on every side: seas that overlap show no seam. */
export function shrink([west, south, east, north]: Box, degrees: number): Box {
  return [west + degrees, south + degrees, east - degrees, north - degrees];
}

/** Land that runs on beyond ±180° lies on the other side too. */
function alsoAcrossAntimeridian(polygon: Polygon): Polygon[] {
  const [west, , east] = boxAround(polygon);
  const shifts = [0, ...(west < -180 ? [360] : []), ...(east > 180 ? [-360] : [])];
  return shifts.map((shift) =>
    polygon.map((ring) => ring.map(([lng, lat]) => [lng + shift, lat] as const)),
  );
}

function ringOf([west, south, east, north]: Box): Ring {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

/** As the library takes it, which asks for arrays that it may write to. */
function copyOf(polygon: Polygon): [number, number][][] {
  return polygon.map((ring) => ring.map(([lng, lat]) => [lng, lat]));
}

import { boxAround, type Ring } from './base-map-geometry.ts';
import type { LngLat } from './read-streets.ts';

/**
 * How far land reaches over the antimeridian where it was cut there, as a part of the cut's length:
 * edges that only touch each other show the sea between them as a thin line.
 */
const overlapPart = 0.1;
/** The same for land that was cut nowhere, in degrees: the ice around the pole. */
const polarOverlap = 1;

/**
 * A ring that crosses the antimeridian as one that runs on beyond ±180°: without it, the step from 180
 * to -180 is drawn as a band around the world. MapLibre takes what is beyond to the other side. A ring
 * around a pole is closed over the pole, and one that ends at ±180° reaches a little over it.
 */
export function unwrapRing(ring: Ring): Ring {
  const unwrapped: LngLat[] = [];
  let shift = 0;
  for (const [lng, lat] of ring) {
    const before = unwrapped.at(-1)?.[0] ?? lng;
    shift += 360 * Math.round((before - lng - shift) / 360);
    unwrapped.push([lng + shift, lat]);
  }
  return centre(closeOverPole(overlapCuts(unwrapped)));
}

function overlapCuts(ring: readonly LngLat[]): readonly LngLat[] {
  return ring.flatMap((point, index): readonly LngLat[] => {
    const [before, [lng, lat]] = [ring[index - 1], point];
    if (!before || Math.abs(lng) !== 180 || before[0] !== lng) return [point];
    const beyond = lng + Math.sign(lng) * overlapPart * Math.abs(lat - before[1]);
    return [[beyond, before[1]], [beyond, lat], point];
  });
}

/** What has gone once around the world is not back at its beginning: the pole lies in between. */
function closeOverPole(ring: readonly LngLat[]): readonly LngLat[] {
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || Math.abs(last[0] - first[0]) < 180) return ring;
  const pole = Math.sign(first[1]) * 90;
  const beyond = last[0] + Math.sign(last[0] - first[0]) * polarOverlap;
  return [...ring, [beyond, last[1]], [beyond, pole], [first[0], pole], first];
}

/** Most of it within ±180. */
function centre(ring: readonly LngLat[]): Ring {
  const [west, , east] = boxAround([ring]);
  const shift = 360 * Math.round((west + east) / 720);
  return shift === 0 ? ring : ring.map(([lng, lat]) => [lng - shift, lat]);
}

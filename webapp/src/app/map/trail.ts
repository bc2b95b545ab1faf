import { distanceMetres, toMercator, type MercatorPoint, type Place } from './mercator';

/** A place where a vehicle was, and when (milliseconds since 1970). */
export interface TrailPoint extends Place {
  readonly time: number;
}

/** From one reported place to the next. */
export type TrailPiece = readonly [from: MercatorPoint, to: MercatorPoint];

/** The most points that a trail holds: five and a half hours at one every two seconds. */
export const longestTrail = 10_000;

/** Between reports farther apart than these nobody knows which way the vehicle took. */
const longestGapMs = 5 * 60_000;
const longestGapMetres = 3_000;

/** Adds a report; a repeated or older one changes nothing, the oldest beyond the limit are dropped. */
export function extendTrail(
  trail: readonly TrailPoint[],
  point: TrailPoint,
): readonly TrailPoint[] {
  const last = trail.at(-1);
  if (last && point.time <= last.time) return trail;
  return [...trail.slice(-(longestTrail - 1)), point];
}

/** A history, then what was reported while it was loaded. */
export function joinTrails(
  history: readonly TrailPoint[],
  live: readonly TrailPoint[],
): readonly TrailPoint[] {
  return live.reduce(extendTrail, history.slice(-longestTrail));
}

/** The pieces of the way that are driven for certain; gaps are left open. */
export function trailPieces(trail: readonly TrailPoint[]): TrailPiece[] {
  const pieces: TrailPiece[] = [];
  let previous: TrailPoint | undefined;
  for (const point of trail) {
    if (previous && isKnownWay(previous, point)) {
      pieces.push([toMercator(previous), toMercator(point)]);
    }
    previous = point;
  }
  return pieces;
}

/** How far the vehicle drove along the trail. */
export function trailMetres(trail: readonly TrailPoint[]): number {
  let metres = 0;
  let previous: TrailPoint | undefined;
  for (const point of trail) {
    if (previous && isKnownWay(previous, point)) metres += distanceMetres(previous, point);
    previous = point;
  }
  return metres;
}

export function isKnownWay(from: TrailPoint, to: TrailPoint): boolean {
  return to.time - from.time <= longestGapMs && distanceMetres(from, to) <= longestGapMetres;
}

import type { TrackPoint } from './track-point';
import { nearestX, toMercator, type MercatorPoint } from '../../geo/mercator';

/** From one place to the next. */
export interface TrailPiece {
  readonly from: MercatorPoint;
  readonly to: MercatorPoint;
  /** Whether nobody knows the way between them. */
  readonly isGap: boolean;
}

/** The pieces of the way; where the vehicle cannot have driven there is none. */
export function trailPieces(trail: readonly TrackPoint[]): TrailPiece[] {
  const pieces: TrailPiece[] = [];
  let from: MercatorPoint | undefined;
  for (const point of trail) {
    const { x, y } = toMercator(point);
    // Over the antimeridian it runs on.
    const to = { x: nearestX(x, from?.x ?? x), y };
    if (from && point.way !== 'none') pieces.push({ from, to, isGap: point.way === 'gap' });
    from = to;
  }
  return pieces;
}

import type { TrackPoint } from './track-point';
import { nearestX, toMercator, type MercatorPoint } from '../../geo/mercator';

/** From one place to the next. */
export interface TrailPiece {
  readonly from: MercatorPoint;
  readonly to: MercatorPoint;
  /** Whether nobody knows the way between them. */
  readonly isGap: boolean;
  /** How new both places are among those of the trail: 0 for the oldest, 1 for the newest. */
  readonly newness: readonly [from: number, to: number];
}

/** The pieces of the way; where the vehicle cannot have driven there is none. */
export function trailPieces(trail: readonly TrackPoint[]): TrailPiece[] {
  const pieces: TrailPiece[] = [];
  const [first = 0, last = 0] = [trail[0]?.time, trail.at(-1)?.time];
  const newnessOf = (time: number) => (last > first ? (time - first) / (last - first) : 1);
  let from: MercatorPoint | undefined;
  let fromNewness = 0;
  for (const point of trail) {
    const { x, y } = toMercator(point);
    // Over the antimeridian it runs on.
    const to = { x: nearestX(x, from?.x ?? x), y };
    const newness = newnessOf(point.time);
    if (from && point.way !== 'none') {
      pieces.push({ from, to, isGap: point.way === 'gap', newness: [fromNewness, newness] });
    }
    [from, fromNewness] = [to, newness];
  }
  return pieces;
}

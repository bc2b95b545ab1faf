import type { MercatorPoint } from '../../geo/mercator';

/** A place on a way, and where the way goes there: a unit vector, y down. */
export interface DirectionMark {
  readonly at: MercatorPoint;
  readonly along: MercatorPoint;
}

/** A piece of a way, in Mercator. */
interface Piece {
  readonly from: MercatorPoint;
  readonly to: MercatorPoint;
}

/** Marks are at least this far apart, in pixels, and about four times as far at most. */
const leastPixels = 48;

/** How far apart marks are in the Mercator world: a power of two, so that it seldom changes. */
export function markSpacing(worldSize: number): number {
  return 2 ** Math.ceil(Math.log2((2 * leastPixels) / worldSize));
}

/**
 * Where a way shows its direction: where it comes into another square of the world, so that the marks
 * stay where they are when the way grows at one end and is forgotten at the other.
 *
 * @param spacing the width of a square; two marks are at least half of it apart.
 */
export function directionMarks(pieces: Iterable<Piece>, spacing: number): readonly DirectionMark[] {
  const marks: DirectionMark[] = [];
  let square = '';
  for (const { from, to } of pieces) {
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const length = Math.hypot(dx, dy);
    const steps = Math.ceil((2 * length) / spacing);
    for (let step = 1; step <= steps; step++) {
      const at = { x: from.x + (dx * step) / steps, y: from.y + (dy * step) / steps };
      const next = `${Math.floor(at.x / spacing)},${Math.floor(at.y / spacing)}`;
      if (next === square) continue;
      const isFirst = square === '';
      square = next;
      const last = marks.at(-1)?.at;
      const isNear = last && Math.hypot(at.x - last.x, at.y - last.y) < spacing / 2;
      if (!isFirst && !isNear) marks.push({ at, along: { x: dx / length, y: dy / length } });
    }
  }
  return marks;
}

import { overlaps, type Box, type MapSize } from '../cover/free-room';

/** Boxes are kept by squares this wide, in pixels: about as a name. */
const square = 64;

/** Boxes on the screen, found again by where they are: tens of thousands cost a few milliseconds. */
export class BoxIndex {
  readonly #columns: number;
  readonly #lines: number;
  readonly #squares: (Box[] | undefined)[];

  /** What lies outside of the map belongs to the squares at its edge. */
  constructor({ width, height }: MapSize) {
    this.#columns = Math.max(1, Math.ceil(width / square));
    this.#lines = Math.max(1, Math.ceil(height / square));
    this.#squares = new Array<Box[] | undefined>(this.#columns * this.#lines);
  }

  add(box: Box): void {
    for (const at of this.#squaresOf(box)) {
      const boxes = this.#squares[at];
      if (boxes) boxes.push(box);
      else this.#squares[at] = [box];
    }
  }

  /** Whether no other box has a pixel in common with this one. */
  isFree(box: Box): boolean {
    for (const at of this.#squaresOf(box)) {
      if (this.#squares[at]?.some((other) => overlaps(box, other))) return false;
    }
    return true;
  }

  *#squaresOf({ left, top, right, bottom }: Box): Iterable<number> {
    const [first, last] = [columnOf(left, this.#columns), columnOf(right, this.#columns)];
    const [upper, lower] = [columnOf(top, this.#lines), columnOf(bottom, this.#lines)];
    for (let line = upper; line <= lower; line++) {
      for (let column = first; column <= last; column++) yield line * this.#columns + column;
    }
  }
}

function columnOf(pixels: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(pixels / square)));
}

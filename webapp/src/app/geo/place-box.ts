import { northernmost } from './mercator';

/** West, south, east, north in degrees; `east` is beyond 180 where the box runs over the antimeridian. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** The same longitude between -180 and 180; what lies between them stays as it is, 180 too. */
export function wrapLng(lng: number): number {
  if (lng >= -180 && lng <= 180) return lng;
  return ((((lng + 180) % 360) + 360) % 360) - 180;
}

/**
 * The box around places on the globe. It runs over the antimeridian where that makes it narrower.
 *
 * @example
 * const box = new PlaceBox();
 * box.add(179, -17);
 * box.add(-179, -16);
 * box.bounds(); // [179, -17, 181, -16]
 */
export class PlaceBox {
  // Twice: longitudes as they are, and those west of Greenwich one world farther east.
  readonly #west = [Infinity, Infinity];
  readonly #east = [-Infinity, -Infinity];
  #south = Infinity;
  #north = -Infinity;

  /** A place, or all from `lng` to `east` where that is given; `lng` within ±180. */
  add(lng: number, lat: number, east = lng): void {
    this.#addSpan(0, lng, east);
    const shift = lng < 0 ? 360 : 0;
    this.#addSpan(1, lng + shift, east + shift);
    this.#south = Math.min(this.#south, lat);
    this.#north = Math.max(this.#north, lat);
  }

  /** What is in it, wider by `margin` degrees at each side; `undefined` for nothing. */
  bounds(margin = 0): Bounds | undefined {
    if (this.#south > this.#north) return undefined;
    const [west = 0, westOver = 0] = this.#west;
    const [east = 0, eastOver = 0] = this.#east;
    // Not for a rounding error.
    const isOver = eastOver - westOver < east - west - 1e-9;
    let [from, to] = isOver ? [westOver, eastOver] : [west, east];
    if (to - from > 360) [from, to] = [-180, 180];
    return [
      from - margin,
      onMercator(this.#south - margin),
      to + margin,
      onMercator(this.#north + margin),
    ];
  }

  #addSpan(index: 0 | 1, west: number, east: number): void {
    this.#west[index] = Math.min(this.#west[index] ?? west, west);
    this.#east[index] = Math.max(this.#east[index] ?? east, east);
  }
}

function onMercator(lat: number): number {
  return Math.max(-northernmost, Math.min(northernmost, lat));
}

/** Whether a place lies in the box, in whichever copy of the world. */
export function isInside(
  [west, south, east, north]: Bounds,
  [lng, lat]: readonly [lng: number, lat: number],
): boolean {
  return lng + 360 * Math.ceil((west - lng) / 360) <= east && lat >= south && lat <= north;
}

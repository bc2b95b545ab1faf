import { toMercator, toScreenNear, type Camera, type MercatorPoint } from '../../geo/mercator';
import type { Bounds } from '../../geo/place-box';
import type { Box } from './free-room';

/** The part of a map that nothing lies upon, and what is shown there. */
export class FreePart {
  readonly #room: Box;
  readonly #camera: Camera;

  constructor(room: Box, camera: Camera) {
    this.#room = room;
    this.#camera = camera;
  }

  /** Whether the place is shown there. */
  has(place: MercatorPoint): boolean {
    const { x, y } = toScreenNear(place, this.#camera);
    const { left, top, right, bottom } = this.#room;
    return x > left && x < right && y > top && y < bottom;
  }

  /** Whether all of the box is shown there. */
  hasBox([west, south, east, north]: Bounds): boolean {
    return (
      this.has(toMercator({ lng: west, lat: north })) &&
      this.has(toMercator({ lng: east, lat: south }))
    );
  }

  /** How many pixels it has, those of CSS. */
  get pixels(): number {
    const { left, top, right, bottom } = this.#room;
    return (right - left) * (bottom - top);
  }
}

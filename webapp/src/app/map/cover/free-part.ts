import { toMercator, toScreenNear, type Camera, type MercatorPoint } from '../../geo/mercator';
import type { Bounds } from '../../geo/place-box';
import type { MapCovers } from './map-covers';

/** The part of a map that nothing lies upon, and what is shown there. */
export class FreePart {
  readonly #covers: MapCovers;
  readonly #map: Element;
  readonly #camera: () => Camera;

  constructor(covers: MapCovers, map: Element, camera: () => Camera) {
    this.#covers = covers;
    this.#map = map;
    this.#camera = camera;
  }

  /** Whether the place is shown there. */
  has(place: MercatorPoint): boolean {
    const { x, y } = toScreenNear(place, this.#camera());
    const { left, top, right, bottom } = this.#covers.freeRoom(this.#map);
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
  pixels(): number {
    const { left, top, right, bottom } = this.#covers.freeRoom(this.#map);
    return (right - left) * (bottom - top);
  }
}

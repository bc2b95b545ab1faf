import type { Camera, MercatorPoint } from '../../geo/mercator';

/** A picture is moved no farther: at its edge vehicles are missing for so many pixels. */
const furthest = 200;

/** What was drawn over the map, and can be moved along with it instead of being drawn anew. */
export class MovablePicture {
  readonly #elements: HTMLElement[];
  /** Where the picture fits, unless it was moved already. */
  #drawnFor: Camera | undefined;

  constructor(...elements: HTMLElement[]) {
    this.#elements = elements;
  }

  /** This element moves with the others from now on. */
  add(element: HTMLElement): void {
    this.#elements.push(element);
  }

  /** It was drawn anew, for this camera. */
  drawn(camera: Camera): void {
    this.#drawnFor = camera;
    this.#place('');
  }

  /** Moves it to where this camera shows it, and says whether it could: never twice in a row. */
  moveTo(camera: Camera): boolean {
    const moved = this.#drawnFor && displacement(this.#drawnFor, camera);
    this.#drawnFor = undefined;
    // Between two pixels of the screen it would have to be computed anew.
    if (moved) this.#place(`translate(${Math.round(moved.x)}px, ${Math.round(moved.y)}px)`);
    return moved !== undefined;
  }

  #place(transform: string): void {
    for (const { style } of this.#elements) style.transform = transform;
  }
}

/** In CSS pixels; nothing where the picture would have to be another, or is too far away. */
function displacement(drawn: Camera, shown: Camera): MercatorPoint | undefined {
  const { worldSize, width, height } = shown;
  if (worldSize !== drawn.worldSize || width !== drawn.width || height !== drawn.height) {
    return undefined;
  }
  const x = (drawn.center.x - shown.center.x) * worldSize;
  const y = (drawn.center.y - shown.center.y) * worldSize;
  return Math.max(Math.abs(x), Math.abs(y)) > furthest ? undefined : { x, y };
}

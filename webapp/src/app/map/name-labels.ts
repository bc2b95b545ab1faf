import type { Glides } from './glides';
import { toScreen, type Camera } from './mercator';

/** More names than this at once hide the map, and cost time in every frame. */
const mostLabels = 60;
/** From this zoom on names are shown. */
const namesFromZoom = 13;
/** Room for a name in CSS pixels; a name that would lie over another is left out. */
const labelBox = { width: 110, height: 20 };

/** The names beside the vehicles: elements that are used again and again. */
export class NameLabels {
  readonly #host: HTMLElement;
  readonly #pool: HTMLElement[] = [];
  #shown: readonly number[] = [];
  #crowd = 0;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** How many vehicles were in sight when names were last chosen. */
  get crowd(): number {
    return this.#crowd;
  }

  /** Chooses whose names are shown: those in `always`, and at high zooms whoever has room. */
  choose(glides: Glides, camera: Camera, now: number, always: readonly number[]): void {
    const shown = new Set(always);
    const taken = always.map((index) => this.#place(glides, camera, now, index));
    const hasNames = Math.log2(camera.worldSize / 512) >= namesFromZoom;
    this.#crowd = 0;
    for (let index = 0; index < glides.count; index++) {
      const place = this.#place(glides, camera, now, index);
      if (!place || !isOnScreen(place, camera)) continue;
      this.#crowd++;
      if (!hasNames || shown.size >= mostLabels || shown.has(index)) continue;
      if (taken.some((other) => other && overlaps(place, other))) continue;
      taken.push(place);
      shown.add(index);
    }
    this.#shown = [...shown];
    this.#fillPool(glides);
  }

  /** Moves the names to where their vehicles are shown. */
  draw(glides: Glides, camera: Camera, now: number, radius: number): void {
    this.#shown.forEach((index, slot) => {
      const place = this.#place(glides, camera, now, index);
      const label = this.#pool[slot];
      if (!place || !label) return;
      const left = Math.round(place.x * 2) / 2;
      const top = Math.round((place.y + radius) * 2) / 2;
      label.style.transform = `translate(${left}px, ${top}px) translateX(-50%)`;
    });
  }

  #place(glides: Glides, camera: Camera, now: number, index: number) {
    const pose = glides.poseAt(index, now);
    return pose && toScreen(pose, camera);
  }

  #fillPool(glides: Glides): void {
    while (this.#pool.length < this.#shown.length) {
      const label = this.#host.ownerDocument.createElement('span');
      label.className = 'vehicle-name';
      this.#host.append(label);
      this.#pool.push(label);
    }
    this.#pool.forEach((label, slot) => {
      const index = this.#shown[slot];
      const name = index === undefined ? undefined : glides.vehicleAt(index)?.name;
      label.hidden = name === undefined;
      if (name !== undefined && label.textContent !== name) label.textContent = name;
    });
  }
}

interface ScreenPlace {
  readonly x: number;
  readonly y: number;
}

function isOnScreen({ x, y }: ScreenPlace, { width, height }: Camera): boolean {
  return x > -50 && y > -20 && x < width + 50 && y < height + 20;
}

function overlaps(a: ScreenPlace, b: ScreenPlace): boolean {
  return Math.abs(a.x - b.x) < labelBox.width && Math.abs(a.y - b.y) < labelBox.height;
}

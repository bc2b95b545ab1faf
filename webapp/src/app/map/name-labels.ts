import type { Glides } from './glides';
import { toScreen, zoomOf, type Camera, type MercatorPoint } from './mercator';

/** More names than this at once hide the map, and cost time in every frame. */
const mostLabels = 60;
/** From this zoom on names are shown. */
const namesFromZoom = 13;
/** Room for a name in CSS pixels; a name that would lie over another is left out. */
const labelBox = { width: 110, height: 20 };

/** The fleet at one moment, through a camera. */
export interface LabelFrame {
  readonly glides: Glides;
  readonly camera: Camera;
  readonly now: number;
  readonly nameAt: (row: number) => string;
}

/** The names beside the vehicles: elements that are used again and again. */
export class NameLabels {
  readonly #host: HTMLElement;
  readonly #pool: HTMLElement[] = [];
  #shown: readonly number[] = [];

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** Chooses whose names are shown: those in `always`, and at high zooms whoever has room. */
  choose(frame: LabelFrame, rows: Uint32Array, always: readonly number[]): void {
    const shown = new Set(always);
    const hasNames = zoomOf(frame.camera) >= namesFromZoom;
    const taken = always.map((row) => placeOf(frame, row));
    for (const row of hasNames ? rows : []) {
      if (shown.size >= mostLabels) break;
      const place = placeOf(frame, row);
      if (!place || shown.has(row) || !isOnScreen(place, frame.camera)) continue;
      if (taken.some((other) => other && overlaps(place, other))) continue;
      taken.push(place);
      shown.add(row);
    }
    this.#shown = [...shown];
    this.#fillPool(frame.nameAt);
  }

  /** Moves the names to where their vehicles are shown, `below` pixels lower. */
  draw(frame: LabelFrame, below: number): void {
    this.#shown.forEach((row, slot) => {
      const place = placeOf(frame, row);
      const label = this.#pool[slot];
      if (!place || !label) return;
      const left = Math.round(place.x * 2) / 2;
      const top = Math.round((place.y + below) * 2) / 2;
      label.style.transform = `translate(${left}px, ${top}px) translateX(-50%)`;
    });
  }

  #fillPool(nameAt: (row: number) => string): void {
    while (this.#pool.length < this.#shown.length) {
      const label = this.#host.ownerDocument.createElement('span');
      label.className = 'vehicle-name';
      this.#host.append(label);
      this.#pool.push(label);
    }
    this.#pool.forEach((label, slot) => {
      const row = this.#shown[slot];
      const name = row === undefined ? '' : nameAt(row);
      label.hidden = name === '';
      if (label.textContent !== name) label.textContent = name;
    });
  }
}

function placeOf({ glides, camera, now }: LabelFrame, row: number): MercatorPoint | undefined {
  const pose = glides.poseAt(row, now);
  return pose && toScreen(pose, camera);
}

function isOnScreen({ x, y }: MercatorPoint, { width, height }: Camera): boolean {
  return x > -50 && y > -20 && x < width + 50 && y < height + 20;
}

function overlaps(a: MercatorPoint, b: MercatorPoint): boolean {
  return Math.abs(a.x - b.x) < labelBox.width && Math.abs(a.y - b.y) < labelBox.height;
}

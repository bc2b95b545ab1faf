import type { Glides } from '../glides/glides';
import { toScreenNear, type Camera, type MercatorPoint } from '../../geo/mercator';
import { chooseNames } from './choose-names';

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

  /** Shows the names of those in `always`, and at high zooms of each in `rows` that has room. */
  choose(frame: LabelFrame, rows: Uint32Array, always: readonly number[]): void {
    const placeIn = (row: number) => placeOf(frame, row);
    this.#shown = chooseNames({ camera: frame.camera, rows, always, placeOf: placeIn });
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
  return pose && toScreenNear(pose, camera);
}

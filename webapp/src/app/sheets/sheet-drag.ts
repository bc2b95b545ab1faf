import type { WritableSignal } from '@angular/core';
import { heightAfter, restOf, sheetHeights, type SheetHeight } from './sheet-height';

/** A finger that moves less than this, in pixels, has tapped. */
const tapPx = 6;
/** How much of the end of a movement says how fast it was, in milliseconds. */
const speedOverMs = 80;

/** A sheet, and the handle that it is drawn by. */
export interface SheetParts {
  readonly handle: HTMLElement;
  /** Its style sheet has a height for each `data-height`. */
  readonly sheet: HTMLElement;
  readonly height: WritableSignal<SheetHeight>;
  /** Called when a finger takes hold of it, and lets it go. */
  readonly held?: (isHeld: boolean) => void;
}

interface Grip {
  readonly pixels: Record<SheetHeight, number>;
  readonly startY: number;
  readonly startPx: number;
  /** Where the finger was lately, oldest first. */
  moves: readonly { readonly y: number; readonly at: number }[];
  hasMoved: boolean;
}

/** Lets a sheet follow the finger on its handle, and be set by its keys. */
export class SheetDrag {
  readonly #parts: SheetParts;
  readonly #closing = new AbortController();
  #grip: Grip | undefined;

  constructor(parts: SheetParts) {
    this.#parts = parts;
    const { handle } = parts;
    const { signal } = this.#closing;
    handle.addEventListener('pointerdown', this.#grab, { signal });
    handle.addEventListener('pointermove', this.#move, { signal });
    handle.addEventListener('pointerup', this.#release, { signal });
    handle.addEventListener('pointercancel', this.#release, { signal });
    handle.addEventListener('keydown', this.#steer, { signal });
    // What follows a movement is no tap.
    handle.addEventListener('click', this.#swallow, { signal, capture: true });
  }

  close(): void {
    this.#closing.abort();
  }

  readonly #grab = (event: PointerEvent): void => {
    if (!event.isPrimary || event.button !== 0) return;
    const { handle, sheet, held } = this.#parts;
    handle.setPointerCapture(event.pointerId);
    sheet.classList.add('dragged');
    const startPx = sheet.offsetHeight;
    this.#grip = {
      startPx,
      pixels: this.#measure(),
      startY: event.clientY,
      moves: [{ y: event.clientY, at: event.timeStamp }],
      hasMoved: false,
    };
    this.#show(this.#grip.startPx);
    held?.(true);
  };

  readonly #move = ({ clientY, timeStamp }: PointerEvent): void => {
    const grip = this.#grip;
    if (!grip) return;
    grip.hasMoved ||= Math.abs(clientY - grip.startY) > tapPx;
    grip.moves = [
      ...grip.moves.filter(({ at }) => timeStamp - at <= speedOverMs),
      { y: clientY, at: timeStamp },
    ];
    if (grip.hasMoved) this.#show(this.#shownAt(grip, clientY));
  };

  readonly #release = ({ clientY, timeStamp }: PointerEvent): void => {
    const grip = this.#grip;
    if (!grip) return;
    const { sheet, height, held } = this.#parts;
    sheet.classList.remove('dragged');
    this.#show(undefined);
    if (grip.hasMoved) {
      const [first] = grip.moves.filter(({ at }) => timeStamp - at <= speedOverMs);
      const speed = first ? (first.y - clientY) / Math.max(1, timeStamp - first.at) : 0;
      const { pixels } = grip;
      height.set(restOf({ shown: this.#shownAt(grip, clientY), speed, pixels }));
    }
    held?.(false);
    // The click of this gesture comes before the next task.
    setTimeout(() => {
      this.#grip = undefined;
    });
  };

  readonly #swallow = (event: Event): void => {
    if (!this.#grip?.hasMoved) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  readonly #steer = (event: KeyboardEvent): void => {
    const { height } = this.#parts;
    const next = heightAfter(event.key, height());
    if (!next) return;
    event.preventDefault();
    height.set(next);
  };

  #shownAt({ pixels, startPx, startY }: Grip, y: number): number {
    return Math.min(pixels.full, Math.max(pixels.closed, startPx + startY - y));
  }

  #show(px: number | undefined): void {
    const { style } = this.#parts.sheet;
    style.height = px === undefined ? '' : `${px}px`;
    style.maxHeight = style.height;
  }

  #measure(): Record<SheetHeight, number> {
    const { sheet, height } = this.#parts;
    const pixels = { closed: 0, half: 0, full: 0 };
    for (const one of sheetHeights) {
      sheet.dataset['height'] = one;
      pixels[one] = sheet.offsetHeight;
    }
    sheet.dataset['height'] = height();
    return pixels;
  }
}

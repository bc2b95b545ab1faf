import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { coveredAround, freeRoom, type Box, type Covered } from './free-room';

/**
 * The elements that lie on the map, whoever draws them: panel, sheet, buttons, legend, notices. The
 * map shows what it is asked to show beside them.
 */
@Injectable({ providedIn: 'root' })
export class MapCovers {
  readonly #elements = new Set<Element>();
  readonly #changes = signal(0);
  readonly #sizes =
    'ResizeObserver' in globalThis
      ? new ResizeObserver(() => {
          this.changed();
        })
      : undefined;

  /** Grows when an element or the map comes, leaves or gets another size, and when one has moved. */
  readonly changes = this.#changes.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.#sizes?.disconnect();
    });
  }

  /** This element lies on the map from now on, where it has a size, until the returned function is called. */
  add(element: Element): () => void {
    this.#elements.add(element);
    this.#sizes?.observe(element);
    this.changed();
    return () => {
      this.#elements.delete(element);
      this.#sizes?.unobserve(element);
      this.changed();
    };
  }

  /** The map has another size, or an element has moved and kept its size, which nobody else can see. */
  changed(): void {
    this.#changes.update((changes) => changes + 1);
  }

  /** The largest part of the map that nothing lies upon now, in pixels of the map. */
  freeRoom(map: Element): Box {
    const { left, top, width, height } = map.getBoundingClientRect();
    const covers = [...this.#elements]
      .map((element) => element.getBoundingClientRect())
      .filter((box) => box.width > 0 && box.height > 0)
      .map((box) => ({
        left: box.left - left,
        top: box.top - top,
        right: box.right - left,
        bottom: box.bottom - top,
      }));
    return freeRoom({ width, height }, covers);
  }

  /** What lies outside of {@link freeRoom}, at each side of the map. */
  covered(map: Element): Covered {
    return coveredAround(map.getBoundingClientRect(), this.freeRoom(map));
  }
}

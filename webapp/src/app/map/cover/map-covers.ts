import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { Box, Covered } from './free-room';

/** Finds the largest part of a map, in its pixels, that none of the elements lies upon. */
export type FindFree = (map: Element, covers: Iterable<Element>) => Box;

/**
 * The elements that lie on the map: panel, sheet, buttons, legend, notices. The
 * map shows what it is asked to show beside them.
 */
@Injectable({ providedIn: 'root' })
export class MapCovers {
  readonly #elements = new Set<Element>();
  readonly #changes = signal(0);
  #find: FindFree | undefined;
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

  /** From now on the free part of the map is found; until then nothing counts as covered. */
  findBy(find: FindFree): void {
    this.#find = find;
    this.changed();
  }

  /** What lies outside of the free part, at each side of the map. */
  covered(map: Element): Covered {
    const { width, height } = map.getBoundingClientRect();
    const { left, top, right, bottom } = this.#find?.(map, this.#elements) ?? {
      left: 0,
      top: 0,
      right: width,
      bottom: height,
    };
    return { top, bottom: height - bottom, left, right: width - right };
  }

  /** The elements that lie on the map. */
  get elements(): Iterable<Element> {
    return this.#elements;
  }
}

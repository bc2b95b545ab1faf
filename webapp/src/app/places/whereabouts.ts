import { Injectable, signal } from '@angular/core';
import type { Place } from '../geo/mercator';
import type { PlaceBook } from './place-book';

/**
 * Where places are, in words: street and town. Nothing is said until the book with all that is loaded,
 * and until it has found the place.
 */
@Injectable({ providedIn: 'root' })
export class Whereabouts {
  readonly #book = signal<PlaceBook | undefined>(undefined);
  readonly #opened = Promise.withResolvers<PlaceBook>();

  /** The book, once it is there. */
  readonly opened = this.#opened.promise;

  /** From now on places are found. */
  open(book: PlaceBook): void {
    this.#book.set(book);
    this.#opened.resolve(book);
  }

  /** Where the place is; empty until that is known. A signal: reads anew when it is. */
  of(place: Place): string {
    return this.#book()?.of(place) ?? '';
  }

  /** As {@link of}, for something that moves: until its new place is known, where it was last. */
  ofMoving(name: string, place: Place): string {
    return this.#book()?.ofMoving(name, place) ?? '';
  }
}

import { signal } from '@angular/core';
import type { Formatter } from '../settings/formatter';
import type { Place } from '../geo/mercator';
import { answerWithin } from './answer-within';
import { describePlace } from './describe-place';
import type { FoundPlace } from './worker/places-messages';

/** Finds places, longitudes and latitudes in turn. */
export interface PlaceFinder {
  find(at: Float64Array): Promise<readonly FoundPlace[]>;
}

/** Places that are remembered, and names of vehicles: more than anything shows at a time. */
const mostRemembered = 5_000;
/** So many places are looked up at once: some 20 ms. */
const mostAtOnce = 5_000;
/** Degrees are told apart to four digits, about 10 m. */
const digits = 4;

/** Remembers where places are, and asks once for all that is wanted at a time. */
export class PlaceBook {
  readonly #known = new Map<string, FoundPlace>();
  readonly #last = new Map<string, FoundPlace>();
  readonly #answers = signal(0);
  readonly #asked = new Map<string, Place>();
  readonly #finder: PlaceFinder;
  readonly #format: Formatter;

  constructor(finder: PlaceFinder, format: Formatter) {
    this.#finder = finder;
    this.#format = format;
  }

  /** Where the place is; empty until that is known. A signal: reads anew when it is. */
  of(place: Place): string {
    this.#answers();
    return describePlace(this.#find(place), this.#format);
  }

  /** As {@link of}, for something that moves: until its new place is known, where it was last. */
  ofMoving(name: string, place: Place): string {
    this.#answers();
    const found = this.#find(place);
    if (found) remember(this.#last, name, found);
    return describePlace(found ?? this.#last.get(name), this.#format);
  }

  /** Other streets are known from now on: asks anew for all that is shown. */
  forget(): void {
    this.#known.clear();
    this.#answers.update((count) => count + 1);
  }

  /**
   * Where each of the places is; empty texts where nothing is known, and for all that is left as soon as
   * one lookup takes longer than `patienceMs`.
   */
  async all(places: readonly Place[], patienceMs: number): Promise<readonly string[]> {
    const texts: string[] = [];
    for (let from = 0; from < places.length; from += mostAtOnce) {
      const some = places.slice(from, from + mostAtOnce);
      const found = await answerWithin(patienceMs, this.#finder.find(columns(some)));
      if (!found) break;
      texts.push(...some.map((_, index) => describePlace(found[index], this.#format)));
    }
    return places.map((_, index) => texts[index] ?? '');
  }

  #find(place: Place): FoundPlace | undefined {
    const key = `${place.lng.toFixed(digits)},${place.lat.toFixed(digits)}`;
    const known = this.#known.get(key);
    if (known) return known;
    // All that is wanted in this turn is asked for at once.
    if (this.#asked.size === 0) {
      queueMicrotask(() => {
        void this.#ask();
      });
    }
    if (this.#asked.size < mostAtOnce) this.#asked.set(key, place);
    return undefined;
  }

  async #ask(): Promise<void> {
    const asked = [...this.#asked];
    this.#asked.clear();
    const found = await this.#finder.find(columns(asked.map(([, place]) => place)));
    asked.forEach(([key], index) => {
      const answer = found[index];
      if (answer) remember(this.#known, key, answer);
    });
    if (found.length > 0) this.#answers.update((count) => count + 1);
  }
}

function columns(places: readonly Place[]): Float64Array {
  return Float64Array.from(places.flatMap(({ lng, lat }) => [lng, lat]));
}

/** The first in a Map is the one that was put in first. */
function remember(known: Map<string, FoundPlace>, key: string, found: FoundPlace): void {
  known.delete(key);
  known.set(key, found);
  const [oldest] = known.keys();
  if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest);
}

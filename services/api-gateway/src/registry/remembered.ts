import { SingleFlight } from '@fleetman/toolkit';

/** How long answers are remembered, in milliseconds, and how many. */
export interface RememberedOptions {
  /** After so long the question is asked again. */
  readonly freshMs: number;
  /** For so long an answer stands in for one that cannot be had. */
  readonly staleMs: number;
  readonly most: number;
}

interface Entry<T> {
  readonly value: T;
  readonly askedAt: number;
}

/** Answers to questions that are asked again and again; those that were asked first are forgotten first. */
export class Remembered<T> {
  readonly #options: RememberedOptions;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry<T>>();
  readonly #flights = new SingleFlight<T>();
  #generation = 0;

  /** @param now milliseconds that never go back. */
  constructor(options: RememberedOptions, now = () => performance.now()) {
    this.#options = options;
    this.#now = now;
  }

  /** The answer, from memory while it is fresh; rejects as `ask` does if nothing else is known. */
  async get(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    if (known && this.#isWithin(known, this.#options.freshMs)) return known.value;
    const generation = this.#generation;
    try {
      return await this.#flights.run(`${generation} ${key}`, () => this.#ask(key, ask, generation));
    } catch (error) {
      if (known && this.#isWithin(known, this.#options.staleMs)) return known.value;
      throw error;
    }
  }

  /** What is known may not be so any more: all is asked for again, and answers under way are not kept. */
  outdate(): void {
    this.#generation += 1;
    const { freshMs } = this.#options;
    const askedAt = this.#now() - freshMs;
    for (const [key, entry] of this.#entries) {
      if (entry.askedAt > askedAt) this.#entries.set(key, { ...entry, askedAt });
    }
  }

  async #ask(key: string, ask: () => Promise<T>, generation: number): Promise<T> {
    const askedAt = this.#now();
    const value = await ask();
    if (generation === this.#generation) this.#put(key, { value, askedAt });
    return value;
  }

  #put(key: string, entry: Entry<T>): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size <= this.#options.most) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }

  #isWithin({ askedAt }: Entry<T>, ms: number): boolean {
    return this.#now() - askedAt < ms;
  }
}

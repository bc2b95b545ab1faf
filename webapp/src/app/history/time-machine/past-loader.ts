import type { PastFleet, PastSource } from './past-source';

/** How many past fleets are kept, for a hand that drags to and fro. */
const cacheSize = 40;
/** No more vehicles than this in all of them: 40 fleets of 5,000. */
const cachedVehicles = 200_000;

/** What a {@link PastLoader} tells. */
export interface PastListener {
  loaded(fleet: PastFleet): void;
  failed(error: unknown): void;
}

/**
 * Loads the fleet at the time that is wanted, for somebody who drags: one request is under way at
 * most, and of the times that were wanted meanwhile only the newest is asked for.
 */
export class PastLoader {
  readonly #source: PastSource;
  readonly #listener: PastListener;
  readonly #cache = new Map<number, PastFleet>();
  #loading: AbortController | undefined;
  #wanted: number | undefined;

  constructor(source: PastSource, listener: PastListener) {
    this.#source = source;
    this.#listener = listener;
  }

  /** Whether the fleet of the time that is wanted has not come yet. */
  get isLoading(): boolean {
    return this.#loading !== undefined;
  }

  want(at: number): void {
    const known = this.#cache.get(at);
    this.#wanted = known ? undefined : at;
    if (known) this.#listener.loaded(known);
    else if (!this.#loading) void this.#load();
  }

  /** Nothing is wanted any more; the listener hears of nothing that is under way. */
  cancel(): void {
    this.#wanted = undefined;
    this.#loading?.abort();
    this.#loading = undefined;
  }

  async #load(): Promise<void> {
    const at = this.#wanted;
    if (at === undefined) return;
    const loading = new AbortController();
    this.#loading = loading;
    const answer = await this.#ask(at, loading.signal);
    if (loading.signal.aborted) return;
    this.#loading = undefined;
    const wanted = this.#wanted;
    if (wanted === at) this.#wanted = undefined;
    else void this.#load();
    // Something that was known already was wanted meanwhile, and is shown.
    if (wanted === undefined) return;
    // While a hand drags on, what comes is shown on its way too.
    if ('fleet' in answer) this.#listener.loaded(answer.fleet);
    else if (wanted === at) this.#listener.failed(answer.error);
  }

  async #ask(at: number, signal: AbortSignal): Promise<{ fleet: PastFleet } | { error: unknown }> {
    try {
      const fleet = await this.#source.fleetAt(at, signal);
      this.#remember(at, fleet);
      return { fleet };
    } catch (error) {
      return { error };
    }
  }

  #remember(at: number, fleet: PastFleet): void {
    this.#cache.set(at, fleet);
    let vehicles = 0;
    for (const known of this.#cache.values()) vehicles += known.vehicles.length;
    // The first in a Map is the one that was put in first.
    for (const [oldest, { vehicles: dropped }] of this.#cache) {
      if (this.#cache.size <= cacheSize && vehicles <= cachedVehicles) return;
      this.#cache.delete(oldest);
      vehicles -= dropped.length;
    }
  }
}

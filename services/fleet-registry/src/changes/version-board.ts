import {
  registryTopics,
  type ChangesQuery,
  type RegistryTopic,
  type RegistryVersions,
} from '@fleetman/contract/registry';
import { pause } from '@fleetman/toolkit';

/** The most who may wait for a change at once: gateways and receivers, a few each. */
const mostWaiting = 1_000;

/**
 * Says who remembers what is no longer so. Versions begin with the time of the start: a service that knows those of
 * a process that is gone sees that they are others.
 */
export class VersionBoard {
  readonly #versions: Record<RegistryTopic, number>;
  readonly #waiting = new Set<() => void>();
  readonly #closing = new AbortController();

  constructor(now: () => Date) {
    const start = now().getTime();
    this.#versions = { vehicles: start, keys: start, people: start, shares: start, tokens: start };
  }

  get versions(): RegistryVersions {
    return { ...this.#versions };
  }

  /** How many wait for a change now: each gateway and receiver once, but for the moment between two questions. */
  get followers(): number {
    return this.#waiting.size;
  }

  /** Notes that something of these topics has changed, and wakes those who wait for it. */
  changed(topics: Iterable<RegistryTopic>): void {
    for (const topic of topics) this.#versions[topic] += 1;
    for (const wake of [...this.#waiting]) wake();
  }

  /**
   * Resolves with the versions as soon as one of them is not the known one, after `waitMs` or when `signal`
   * is aborted in any case.
   */
  async next(
    known: ChangesQuery,
    { waitMs, signal }: { readonly waitMs: number; readonly signal?: AbortSignal },
  ): Promise<RegistryVersions> {
    if (!this.#isCurrent(known) || this.#waiting.size >= mostWaiting) return this.versions;
    const woken = new AbortController();
    const wake = (): void => {
      if (!this.#isCurrent(known)) woken.abort();
    };
    this.#waiting.add(wake);
    const signals = [woken.signal, this.#closing.signal, ...(signal ? [signal] : [])];
    await pause(waitMs, AbortSignal.any(signals));
    this.#waiting.delete(wake);
    return this.versions;
  }

  /** Has all who wait answered. */
  close(): void {
    this.#closing.abort();
  }

  #isCurrent(known: ChangesQuery): boolean {
    return registryTopics.every((topic) => known[topic] === this.#versions[topic]);
  }
}

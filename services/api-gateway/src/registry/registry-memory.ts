import type {
  ApiToken,
  PersonSession,
  RegistryTopic,
  RegistryVersions,
  Share,
  Vehicle,
} from '@fleetman/contract/registry';
import type { Log } from '@fleetman/messaging';
import { describeError, pause } from '@fleetman/toolkit';
import { Visibility } from '../visibility/visibility.ts';
import type { RegistryClient } from './registry-client.ts';
import { Remembered } from './remembered.ts';

/** A change is heard of at once; if not, it counts after so long at the latest, in milliseconds. */
const freshMs = 15_000;

/** While the registry is away, who was let in stays in for so long, in milliseconds. */
const staleMs = 10 * 60_000;

const again = { leastMs: 500, mostMs: 5_000 } as const;

/** The one list of vehicles. */
const all = '';

/** Different sets of groups that people are limited to; each is a set of vehicles. */
const mostSets = 1_000;

/**
 * What the registry said, remembered until it says that it has changed. While it is away what was known goes on for
 * ten minutes.
 */
export class RegistryMemory {
  readonly #client: RegistryClient;
  readonly #log: Log;
  readonly #closing = new AbortController();
  readonly #people = new Remembered<PersonSession | undefined>({ freshMs, staleMs, most: 10_000 });
  readonly #shares = new Remembered<Share | undefined>({ freshMs, staleMs, most: 10_000 });
  readonly #tokens = new Remembered<ApiToken | undefined>({ freshMs, staleMs, most: 1_000 });
  readonly #vehicles = new Remembered<readonly Vehicle[]>({ freshMs, staleMs, most: 1 });
  readonly #visibilities = new Map<string, Visibility>();
  #list: readonly Vehicle[] = [];
  #following: Promise<void> | undefined;
  #versions: RegistryVersions | undefined;
  #isAway = false;
  #restMs: number = again.leastMs;
  readonly #listeners = new Set<() => void>();

  constructor(client: RegistryClient, log: Log) {
    this.#client = client;
    this.#log = log;
  }

  /** Calls `listener` after every change. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  start(): void {
    this.#following ??= this.#follow();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#following;
  }

  person(login: string): Promise<PersonSession | undefined> {
    return this.#people.get(login, () => this.#client.person(login));
  }

  share(id: string): Promise<Share | undefined> {
    return this.#shares.get(id, () => this.#client.share(id));
  }

  token(token: string): Promise<ApiToken | undefined> {
    return this.#tokens.get(token, () => this.#client.token(token));
  }

  vehicles(): Promise<readonly Vehicle[]> {
    return this.#vehicles.get(all, () => this.#client.vehicles());
  }

  /** What somebody sees who is limited to these groups; the same value for the same groups while nothing changes. */
  async visibilityOf(groups: readonly string[]): Promise<Visibility> {
    const vehicles = await this.vehicles();
    if (vehicles !== this.#list || this.#visibilities.size >= mostSets) this.#visibilities.clear();
    this.#list = vehicles;
    const key = JSON.stringify(groups);
    const known = this.#visibilities.get(key);
    if (known) return known;
    const seen = vehicles.filter(({ group }) => group !== undefined && groups.includes(group));
    const visibility = Visibility.only(seen.map(({ id }) => id));
    this.#visibilities.set(key, visibility);
    return visibility;
  }

  /** What was changed by this gateway itself counts at once. */
  outdate(...topics: readonly RegistryTopic[]): void {
    if (topics.includes('people')) this.#people.outdate();
    if (topics.includes('shares')) this.#shares.outdate();
    if (topics.includes('tokens')) this.#tokens.outdate();
    if (topics.includes('vehicles')) this.#vehicles.outdate();
    for (const listener of this.#listeners) listener();
  }

  async #follow(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      if (await this.#hear(signal)) {
        this.#restMs = again.leastMs;
        continue;
      }
      await pause(this.#restMs, signal);
      this.#restMs = Math.min(2 * this.#restMs, again.mostMs);
    }
  }

  /** Waits for the next change; false if the registry is away. */
  async #hear(signal: AbortSignal): Promise<boolean> {
    try {
      const versions = await this.#client.changes(this.#versions, signal);
      if (this.#isAway) this.#log.info({}, 'The registry is back');
      this.#isAway = false;
      this.#compare(this.#versions, versions);
      this.#versions = versions;
      return true;
    } catch (error) {
      // It restarts or the network is broken: the next try comes soon.
      const isNews = !this.#isAway && !signal.aborted;
      if (isNews) this.#log.warn({ reason: describeError(error) }, 'The registry is away');
      this.#isAway = true;
      return false;
    }
  }

  #compare(known: RegistryVersions | undefined, versions: RegistryVersions): void {
    const topics: readonly RegistryTopic[] = ['vehicles', 'people', 'shares', 'tokens'];
    const changed = topics.filter((topic) => known?.[topic] !== versions[topic]);
    if (changed.length > 0) this.outdate(...changed);
  }
}

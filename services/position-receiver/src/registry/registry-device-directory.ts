import type { KeyHolder, KeyQuestion, RegistryVersions } from '@fleetman/contract/registry';
import type { Log } from '@fleetman/messaging';
import { backOffDelay, describeError, pause, SingleFlight } from '@fleetman/toolkit';
import {
  DeviceDirectory,
  type DirectoryState,
  type KeyOwner,
} from '../directory/device-directory.ts';
import type { RegistryClient } from './registry-client.ts';

/** How long an answer counts without asking again, and how many are remembered. */
const [freshMs, mostAnswers] = [60_000, 100_000];

/** How long nobody is asked anew after a question that was not answered. */
const awayMs = 1_000;

const backOff = { firstMs: 500, maxMs: 10_000 } as const;

interface Remembered {
  readonly holder: KeyHolder | undefined;
  readonly at: number;
  /** Since when it counts; older ones were made out of date by a change. */
  readonly generation: number;
}

/** What a directory over a registry works with. */
export interface RegistryDirectoryOptions {
  readonly client: RegistryClient;
  readonly log: Log;
  /** Milliseconds that never go back. */
  readonly now?: () => number;
}

/**
 * Whose keys and devices are, as a fleet-registry says. Answers are remembered for a minute, those that
 * nobody has a key too, and asked for anew as soon as the registry says that keys have changed. While it is
 * away what it said of a known key goes on counting.
 */
export class RegistryDeviceDirectory extends DeviceDirectory {
  readonly #client: RegistryClient;
  readonly #log: Log;
  readonly #now: () => number;
  readonly #closing = new AbortController();
  /** The longest known first. */
  readonly #remembered = new Map<string, Remembered>();
  readonly #questions = new SingleFlight<KeyHolder | undefined>();
  #generation = 0;
  #trouble: string | undefined = 'The registry has not answered so far';
  #awayUntil = -Infinity;
  #isSaidAway = false;

  constructor({ client, log, now = () => performance.now() }: RegistryDirectoryOptions) {
    super();
    this.#client = client;
    this.#log = log;
    this.#now = now;
    void this.#follow();
  }

  get state(): DirectoryState {
    const reason = this.#trouble;
    return reason === undefined ? { connected: true } : { connected: false, reason };
  }

  async ownerOfKey(keyHash: string): Promise<KeyOwner | undefined> {
    const holder = await this.#holderOf({ sha256: keyHash }, `key ${keyHash}`);
    if (!holder) return undefined;
    return 'vehicle' in holder
      ? { kind: 'vehicle', vehicle: holder.vehicle }
      : { kind: 'bridge', name: holder.bridge };
  }

  async vehicleOfDevice(device: string): Promise<string | undefined> {
    const holder = await this.#holderOf({ device }, `device ${device}`);
    return holder && 'vehicle' in holder ? holder.vehicle : undefined;
  }

  close(): void {
    this.#closing.abort();
  }

  async #holderOf(question: KeyQuestion, name: string): Promise<KeyHolder | undefined> {
    const known = this.#remembered.get(name);
    if (known && this.#isFresh(known)) return known.holder;
    if (this.#now() < this.#awayUntil) return this.#despite(known);
    try {
      return await this.#questions.run(name, () => this.#ask(question, name));
    } catch (error) {
      this.#fail(error);
      return this.#despite(known);
    }
  }

  #isFresh({ at, generation }: Remembered): boolean {
    return generation === this.#generation && this.#now() - at < freshMs;
  }

  /** What counts while the registry is away: whose a known key is, but not that nobody has one. */
  #despite(known: Remembered | undefined): KeyHolder {
    if (known?.holder) return known.holder;
    throw new Error(this.#trouble ?? 'The registry is away');
  }

  async #ask(question: KeyQuestion, name: string): Promise<KeyHolder | undefined> {
    // A change during the question may concern it.
    const generation = this.#generation;
    const holder = await this.#client.resolve(question);
    this.#heal();
    this.#remembered.delete(name);
    this.#remembered.set(name, { holder, at: this.#now(), generation });
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > mostAnswers && oldest !== undefined)
      this.#remembered.delete(oldest);
    return holder;
  }

  /** Hears of changes for as long as the directory is open. Never rejects. */
  async #follow(): Promise<void> {
    let known: RegistryVersions | undefined;
    for (let failures = 0; !this.#isClosed;) {
      const versions = await this.#hear(known);
      failures = versions ? 0 : failures + 1;
      known = versions ?? known;
      if (!versions) await pause(backOffDelay(failures, backOff), this.#closing.signal);
    }
  }

  /** Waits for a change; undefined if nobody could be asked. */
  async #hear(known: RegistryVersions | undefined): Promise<RegistryVersions | undefined> {
    try {
      const versions = await this.#client.changes(known, this.#closing.signal);
      if (known && versions.keys !== known.keys) this.#generation += 1;
      this.#heal();
      return versions;
    } catch (error) {
      if (!this.#isClosed) this.#fail(error);
      return undefined;
    }
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  #fail(error: unknown): void {
    this.#awayUntil = this.#now() + awayMs;
    this.#trouble = describeError(error);
    if (this.#isSaidAway) return;
    this.#isSaidAway = true;
    this.#log.warn({ reason: this.#trouble }, 'The registry is away');
  }

  #heal(): void {
    this.#awayUntil = -Infinity;
    if (this.#trouble === undefined) return;
    this.#trouble = undefined;
    this.#isSaidAway = false;
    this.#log.info({}, 'The registry is there');
  }
}

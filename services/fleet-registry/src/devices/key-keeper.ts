import type { IssuedKey, KeyHolder, KeyInfo, KeyQuestion } from '@fleetman/contract/registry';
import { FleetmanError } from '@fleetman/service-kit';
import type { RegistryWriter } from '../changes/registry-writer.ts';
import { newSecret, recordIdOfHash, sha256Of } from '../store/record-id.ts';
import type { RegistryStore } from '../store/registry-store.ts';
import type { StoredKey } from '../store/stored-records.ts';
import type { UseBook } from './use-book.ts';

/** The most keys of a vehicle, and of all bridges. */
const mostKeys = 50;

/** Makes keys, takes them back, and knows whose one is. */
export class KeyKeeper {
  readonly #store: RegistryStore;
  readonly #writer: RegistryWriter;
  readonly #uses: UseBook;
  readonly #now: () => Date;

  constructor(store: RegistryStore, writer: RegistryWriter, uses: UseBook, now: () => Date) {
    this.#store = store;
    this.#writer = writer;
    this.#uses = uses;
    this.#now = now;
  }

  /** The keys of a vehicle; without one those of bridges. */
  async list(vehicle?: string): Promise<KeyInfo[]> {
    const keys = await this.#store.list('key', { of: vehicle ?? '' });
    return Promise.all(keys.map((key) => this.#describe(key)));
  }

  /**
   * Makes a key for a vehicle, or without one for a bridge. Nobody sees it again.
   *
   * @throws FleetmanError `vehicle-unknown` or `conflict`, if there are too many.
   */
  issue(wish: {
    readonly vehicle?: string;
    readonly label?: string | undefined;
    readonly by: string;
  }): Promise<IssuedKey> {
    const { vehicle, label, by } = wish;
    return this.#writer.run(async () => {
      if (vehicle !== undefined) await this.#checkVehicle(vehicle);
      if ((await this.#store.list('key', { of: vehicle ?? '' })).length >= mostKeys) {
        throw new FleetmanError('conflict', `there are ${mostKeys} keys already, take one back`);
      }
      const key = newSecret();
      const record: StoredKey = {
        sha256: sha256Of(key),
        ...(vehicle !== undefined && { vehicle }),
        ...(label !== undefined && { label }),
        createdAt: this.#now().toISOString(),
      };
      const id = recordIdOfHash(record.sha256);
      await this.#writer.commit([{ do: 'put', kind: 'key', id, of: vehicle ?? '', record }], {
        by,
        what: vehicle === undefined ? 'bridge-key-made' : 'key-made',
        ...(vehicle !== undefined && { vehicle }),
      });
      return { key, info: await this.#describe(record) };
    });
  }

  /** Takes a key of a vehicle, or without one of a bridge, back. Nothing happens if there is none. */
  revoke(id: string, vehicle: string | undefined, by: string): Promise<void> {
    return this.#writer.run(async () => {
      const key = await this.#store.find('key', id);
      if (!key || key.vehicle !== vehicle) return;
      await this.#writer.commit(
        [
          { do: 'remove', kind: 'key', id },
          { do: 'remove', kind: 'use', id },
        ],
        { by, what: 'key-revoked', ...(vehicle !== undefined && { vehicle }) },
      );
    });
  }

  /** Who holds a key or a device; undefined if nobody does, or a vehicle that is retired. */
  async resolve(question: KeyQuestion): Promise<KeyHolder | undefined> {
    if ('device' in question) return this.#ofVehicle(await this.#holderOf(question.device));
    const key = await this.#store.find('key', recordIdOfHash(question.sha256));
    if (key?.sha256 !== question.sha256) return undefined;
    return key.vehicle === undefined
      ? { bridge: recordIdOfHash(key.sha256) }
      : this.#ofVehicle(key.vehicle);
  }

  /** Notes that keys were used. */
  async used(hashes: readonly string[]): Promise<void> {
    const ids = new Set(hashes.map(recordIdOfHash));
    for (const id of ids) {
      const key = await this.#store.find('key', id);
      if (key) this.#uses.note(id, key.vehicle ?? '');
    }
  }

  /** The vehicle whose device, or whose id, this is. */
  async #holderOf(device: string): Promise<string> {
    return (await this.#store.find('device', device))?.vehicle ?? device;
  }

  async #ofVehicle(id: string): Promise<KeyHolder | undefined> {
    const vehicle = await this.#store.find('vehicle', id);
    return vehicle && !vehicle.retired ? { vehicle: id } : undefined;
  }

  async #checkVehicle(id: string): Promise<void> {
    if (await this.#store.find('vehicle', id)) return;
    throw new FleetmanError('vehicle-unknown', `no vehicle has the id "${id}"`);
  }

  async #describe({ sha256, vehicle, label, createdAt }: StoredKey): Promise<KeyInfo> {
    const id = recordIdOfHash(sha256);
    const lastUsedAt = (await this.#uses.of(id))?.lastAt;
    return {
      id,
      ...(label !== undefined && { label }),
      createdAt,
      ...(lastUsedAt !== undefined && { lastUsedAt }),
      ...(vehicle === undefined ? { bridge: true } : { vehicle }),
    };
  }
}

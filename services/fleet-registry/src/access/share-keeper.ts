import type { IssuedShare, NewShare, Share } from '@fleetman/contract/registry';
import { FleetmanError } from '@fleetman/service-kit';
import type { RegistryWriter } from '../changes/registry-writer.ts';
import type { UseBook } from '../devices/use-book.ts';
import { newSecret, recordIdOf } from '../store/record-id.ts';
import type { RegistryChange, RegistryStore } from '../store/registry-store.ts';
import type { StoredShare } from '../store/stored-records.ts';
import { checkEnd } from './check-end.ts';

/** The most shares that are open at once. */
const mostShares = 10_000;

/** What a keeper of shares works with. */
export interface ShareParts {
  readonly store: RegistryStore;
  readonly writer: RegistryWriter;
  readonly uses: UseBook;
  readonly now: () => Date;
}

/** Makes links that show one vehicle for a while, opens and ends them. */
export class ShareKeeper {
  readonly #parts: ShareParts;

  constructor(parts: ShareParts) {
    this.#parts = parts;
  }

  /** The shares that are not over, by id. */
  async list(): Promise<Share[]> {
    const shares = (await this.#parts.store.list('share')).filter((share) => !this.#isOver(share));
    return Promise.all(shares.map((share) => this.#describe(share)));
  }

  /** @throws FleetmanError `query-invalid` or `conflict`, if there are too many. */
  issue({ vehicle, from, until }: NewShare, by: string): Promise<IssuedShare> {
    const { store, writer, now } = this.#parts;
    checkEnd(until, now());
    return writer.run(async () => {
      if ((await store.list('share')).length >= mostShares) {
        throw new FleetmanError('conflict', `there are ${mostShares} shares already`);
      }
      const token = newSecret();
      const id = recordIdOf(token);
      const record = { id, vehicle, from: from ?? now().toISOString(), until, by };
      await writer.commit([{ do: 'put', kind: 'share', id, of: vehicle, record }], {
        ...{ by, what: 'share-made', vehicle },
        detail: `until ${until}`,
      });
      return { share: await this.#describe(record), token };
    });
  }

  /** Ends a share. Nothing happens if there is none. */
  end(id: string, by: string): Promise<void> {
    const { store, writer } = this.#parts;
    return writer.run(async () => {
      const share = await store.find('share', id);
      if (!share) return;
      const changes: RegistryChange[] = [
        { do: 'remove', kind: 'share', id },
        { do: 'remove', kind: 'use', id },
      ];
      await writer.commit(changes, { by, what: 'share-ended', vehicle: share.vehicle });
    });
  }

  /** @throws FleetmanError `not-found` if there is none, or it is over. */
  async find(id: string): Promise<Share> {
    const share = await this.#parts.store.find('share', id);
    if (!share || this.#isOver(share)) throw new FleetmanError('not-found', 'no share has this id');
    return this.#describe(share);
  }

  /** The share behind a token, counted as opened; undefined if there is none, or it is not its time. */
  async open(token: string): Promise<Share | undefined> {
    const share = await this.#parts.store.find('share', recordIdOf(token));
    if (!share || this.#isOver(share) || share.from > this.#parts.now().toISOString()) {
      return undefined;
    }
    this.#parts.uses.note(share.id, share.vehicle);
    return this.#describe(share);
  }

  /** What removes shares that are over. */
  async tidy(): Promise<RegistryChange[]> {
    const shares = (await this.#parts.store.list('share')).filter((share) => this.#isOver(share));
    return shares.flatMap(({ id }): RegistryChange[] => [
      { do: 'remove', kind: 'share', id },
      { do: 'remove', kind: 'use', id },
    ]);
  }

  #isOver({ until }: StoredShare): boolean {
    return until <= this.#parts.now().toISOString();
  }

  async #describe(share: StoredShare): Promise<Share> {
    return { ...share, opened: (await this.#parts.uses.of(share.id))?.count ?? 0 };
  }
}

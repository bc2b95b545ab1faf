import type { ApiToken, IssuedToken, NewToken } from '@fleetman/contract/registry';
import { FleetmanError } from '@fleetman/service-kit';
import type { RegistryWriter } from '../changes/registry-writer.ts';
import { newSecret, recordIdOf } from '../store/record-id.ts';
import type { RegistryChange, RegistryStore } from '../store/registry-store.ts';
import { checkEnd } from './check-end.ts';

/** The most tokens of programs. */
const mostTokens = 1_000;

/** What a keeper of tokens works with. */
export interface TokenParts {
  readonly store: RegistryStore;
  readonly writer: RegistryWriter;
  readonly now: () => Date;
}

/** Makes the tokens by which programs ask, and takes them back. */
export class TokenKeeper {
  readonly #parts: TokenParts;

  constructor(parts: TokenParts) {
    this.#parts = parts;
  }

  /** The tokens that are not over, by id. */
  async list(): Promise<ApiToken[]> {
    return (await this.#parts.store.list('token')).filter((token) => !this.#isOver(token));
  }

  /** @throws FleetmanError `query-invalid` or `conflict`, if there are too many. */
  issue({ label, role, groups, until }: NewToken, by: string): Promise<IssuedToken> {
    const { store, writer, now } = this.#parts;
    checkEnd(until, now());
    return writer.run(async () => {
      if ((await store.list('token')).length >= mostTokens) {
        throw new FleetmanError('conflict', `there are ${mostTokens} tokens already`);
      }
      const token = newSecret();
      const id = recordIdOf(token);
      const createdAt = now().toISOString();
      const info: ApiToken = { id, label, role, ...(groups && { groups }), by, createdAt, until };
      await writer.commit([{ do: 'put', kind: 'token', id, record: info }], {
        ...{ by, what: 'token-made' },
        detail: label,
      });
      return { info, token };
    });
  }

  /** Takes a token back. Nothing happens if there is none. */
  revoke(id: string, by: string): Promise<void> {
    const { store, writer } = this.#parts;
    return writer.run(async () => {
      const token = await store.find('token', id);
      if (!token) return;
      const deed = { by, what: 'token-revoked', detail: token.label };
      await writer.commit([{ do: 'remove', kind: 'token', id }], deed);
    });
  }

  /** What is behind a token; undefined if there is nothing, or it is over. */
  async resolve(token: string): Promise<ApiToken | undefined> {
    const known = await this.#parts.store.find('token', recordIdOf(token));
    return known && !this.#isOver(known) ? known : undefined;
  }

  /** What removes tokens that are over. */
  async tidy(): Promise<RegistryChange[]> {
    const tokens = (await this.#parts.store.list('token')).filter((token) => this.#isOver(token));
    return tokens.map(({ id }) => ({ do: 'remove', kind: 'token', id }));
  }

  #isOver({ until }: ApiToken): boolean {
    return until <= this.#parts.now().toISOString();
  }
}

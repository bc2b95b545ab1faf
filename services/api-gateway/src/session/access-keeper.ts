import type { IncomingHttpHeaders } from 'node:http';
import { tokenUse, type PersonSession, type Share } from '@fleetman/contract/registry';
import type { RegistryMemory } from '../registry/registry-memory.ts';
import { Visibility } from '../visibility/visibility.ts';
import { accessOfRole, nobody, type Access } from './access.ts';
import type { OwnCookie } from './sealed/own-cookie.ts';
import type { Seal } from './sealed/seal.ts';
import type { Session } from './sealed/session-seal.ts';

/** What says who asks. */
export interface AccessKeeperParts {
  readonly seal: Seal<Session>;
  readonly cookie: OwnCookie;
  readonly registry: Pick<
    RegistryMemory,
    'person' | 'share' | 'token' | 'vehicles' | 'visibilityOf'
  >;
  readonly now: () => Date;
}

/** Says who asks, by the session in a cookie or the token of a program. */
export class AccessKeeper {
  readonly #parts: AccessKeeperParts;
  /** A share's visibility is one value for all who have it. */
  readonly #shares = new WeakMap<Share, Access>();

  constructor(parts: AccessKeeperParts) {
    this.#parts = parts;
  }

  /** Rejects with `registry-unavailable` if nothing is known of them. */
  async of(headers: IncomingHttpHeaders): Promise<Access> {
    const token = bearerOf(headers);
    if (token !== undefined) return this.#ofToken(token);
    const text = this.#parts.cookie.read(headers);
    const session = text === undefined ? undefined : await this.#parts.seal.open(text);
    if (!session) return nobody;
    if (session.kind === 'share') return this.#ofShare(session.id);
    const known = await this.#parts.registry.person(session.login);
    return known?.sessions === session.sessions ? this.ofPerson(known) : nobody;
  }

  /** What somebody may who has just proved who they are. */
  async ofPerson({ person }: PersonSession): Promise<Access> {
    if (!person.active) return nobody;
    const visibility = await this.#visibilityOf(person.groups);
    const { login: by, groups } = person;
    return accessOfRole(person.role, { visibility, by, groups, person });
  }

  async #ofShare(id: string): Promise<Access> {
    const share = await this.#parts.registry.share(id);
    const now = this.#parts.now().toISOString();
    if (!share || share.until <= now || share.from > now) return nobody;
    const known = this.#shares.get(share);
    if (known) return known;
    const visibility = Visibility.only([share.vehicle], new Date(share.from));
    const access: Access = { standing: 'share', visibility, by: `share ${id}`, share };
    this.#shares.set(share, access);
    return access;
  }

  async #ofToken(text: string): Promise<Access> {
    if (!tokenUse.safeParse({ token: text }).success) return nobody;
    const token = await this.#parts.registry.token(text);
    if (!token || token.until <= this.#parts.now().toISOString()) return nobody;
    const { groups, role } = token;
    const visibility = await this.#visibilityOf(groups);
    return accessOfRole(role, { visibility, by: `token ${token.label}`, groups });
  }

  async #visibilityOf(groups: readonly string[] | undefined): Promise<Visibility> {
    return groups ? this.#parts.registry.visibilityOf(groups) : Visibility.everything;
  }
}

/** The token of a program (RFC 6750); undefined if there is none. */
function bearerOf({ authorization = '' }: IncomingHttpHeaders): string | undefined {
  return /^bearer +(\S+)$/i.exec(authorization)?.[1];
}

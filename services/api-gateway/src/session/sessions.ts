import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PersonSession, Share } from '@fleetman/contract/registry';
import type { RegistryClient } from '../registry/registry-client.ts';
import type { RegistryMemory } from '../registry/registry-memory.ts';
import { anybody, type Access } from './access.ts';
import { AccessKeeper } from './access-keeper.ts';
import type { KnownDevices } from './attempts/known-devices.ts';
import type { LoginDesk } from './login-desk.ts';
import type { ProviderDesk } from './oidc/provider-desk.ts';
import type { OwnCookie } from './sealed/own-cookie.ts';
import type { Seal } from './sealed/seal.ts';
import type { Session } from './sealed/session-seal.ts';
import type { LoginKind } from './session-info.ts';

/** What sessions are made of. */
export interface SessionParts {
  readonly seal: Seal<Session>;
  readonly cookie: OwnCookie;
  /** How long a person's session lasts; that of a share as long as the share, and its cookie. */
  readonly personSeconds: number;
  readonly client: RegistryClient;
  readonly memory: RegistryMemory;
  readonly desk: LoginDesk;
  /** Remembers by which browsers people log in, if that is by passwords. */
  readonly devices?: KnownDevices | undefined;
  /** Where people log in, if not by passwords. */
  readonly provider?: ProviderDesk | undefined;
}

/** Who is logged in: nobody has to where there are no sessions. */
export abstract class Sessions {
  abstract readonly login: LoginKind;

  /** Who asks. Rejects with `registry-unavailable` or, for one who guesses tokens, `rate-limited`. */
  abstract accessOf(request: IncomingMessage): Promise<Access>;

  /** Calls `listener` when what somebody may do has perhaps changed. */
  abstract onChange(listener: () => void): void;
}

/** Everybody may. */
export class OpenSessions extends Sessions {
  readonly login = 'off';

  async accessOf(): Promise<Access> {
    return anybody;
  }

  onChange(): void {
    return undefined;
  }
}

/** People log in by a password or a provider, programs by a token, and a share's link opens one vehicle. */
export class SealedSessions extends Sessions {
  readonly desk: LoginDesk;
  /** Undefined if people log in by passwords. */
  readonly provider: ProviderDesk | undefined;
  readonly #parts: SessionParts;
  readonly #keeper: AccessKeeper;

  constructor(parts: SessionParts) {
    super();
    this.#parts = parts;
    this.desk = parts.desk;
    this.provider = parts.provider;
    const { cookie, seal, memory: registry } = parts;
    this.#keeper = new AccessKeeper({ seal, cookie, registry, now: () => new Date() });
  }

  get login(): 'password' | 'oidc' {
    return this.provider ? 'oidc' : 'password';
  }

  async accessOf(request: IncomingMessage): Promise<Access> {
    const isProgram = request.headers.authorization !== undefined;
    if (isProgram) this.desk.refuseGuesser(request);
    const access = await this.#keeper.of(request.headers);
    if (isProgram && access.standing === 'nobody') this.desk.countGuess(request);
    return access;
  }

  onChange(listener: () => void): void {
    this.#parts.memory.onChange(listener);
  }

  /** Begins a session of a person; resolves with what they may do. */
  async begin(session: PersonSession, response: ServerResponse): Promise<Access> {
    const { person, sessions } = session;
    // Another replica may have changed the person just now.
    this.#parts.memory.outdate('people');
    const content = { kind: 'person', login: person.login, sessions } as const;
    const { cookie, seal, personSeconds } = this.#parts;
    cookie.set(response, await seal.seal(content, personSeconds));
    await this.#parts.devices?.remember(person.login, response);
    return this.#keeper.ofPerson(session);
  }

  /** Begins a session that sees the share's vehicle only. */
  async beginShare({ id }: Share, response: ServerResponse): Promise<void> {
    this.#parts.cookie.set(response, await this.#parts.seal.seal({ kind: 'share', id }));
  }

  /** Ends the session of this browser, or all of the person. */
  async end({ person }: Access, isEverywhere: boolean, response: ServerResponse): Promise<void> {
    this.#parts.cookie.clear(response);
    if (!isEverywhere || !person) return;
    await this.#parts.client.endSessions(person.login);
    this.#parts.memory.outdate('people');
  }
}

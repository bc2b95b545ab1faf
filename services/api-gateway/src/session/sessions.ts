import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PersonSession, Share } from '@fleetman/contract/registry';
import type { RegistryClient } from '../registry/registry-client.ts';
import type { RegistryMemory } from '../registry/registry-memory.ts';
import { anybody, type Access } from './access.ts';
import { AccessKeeper } from './access-keeper.ts';
import { LoginDesk } from './login-desk.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { LoginKind } from './session-info.ts';
import { SessionSeal } from './session-seal.ts';

/** What sessions are made of. */
export interface SessionParts {
  readonly secret: string;
  readonly cookie: SessionCookie;
  readonly client: RegistryClient;
  readonly memory: RegistryMemory;
  readonly trustedProxies: number;
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

/** People log in by a password, programs by a token, and a share's link opens one vehicle. */
export class PasswordSessions extends Sessions {
  readonly login = 'password';
  readonly desk: LoginDesk;
  readonly #parts: SessionParts;
  readonly #seal: SessionSeal;
  readonly #keeper: AccessKeeper;

  constructor(parts: SessionParts) {
    super();
    this.#parts = parts;
    this.desk = new LoginDesk(parts.client, parts.trustedProxies);
    this.#seal = new SessionSeal(parts.secret);
    const { cookie, memory: registry } = parts;
    this.#keeper = new AccessKeeper({ seal: this.#seal, cookie, registry, now: () => new Date() });
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
    this.#parts.cookie.set(response, await this.#seal.seal(content));
    return this.#keeper.ofPerson(session);
  }

  /** Begins a session that sees the share's vehicle only. */
  async beginShare({ id }: Share, response: ServerResponse): Promise<void> {
    this.#parts.cookie.set(response, await this.#seal.seal({ kind: 'share', id }));
  }

  /** Ends the session of this browser, or all of the person. */
  async end({ person }: Access, isEverywhere: boolean, response: ServerResponse): Promise<void> {
    this.#parts.cookie.clear(response);
    if (!isEverywhere || !person) return;
    await this.#parts.client.endSessions(person.login);
    this.#parts.memory.outdate('people');
  }
}

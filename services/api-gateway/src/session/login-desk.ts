import type { IncomingMessage } from 'node:http';
import {
  credentials,
  linkUse,
  passwordChange,
  tokenUse,
  type PersonSession,
  type Share,
} from '@fleetman/contract/registry';
import { clientKey, FleetmanError } from '@fleetman/service-kit';
import { Turnstile } from '@fleetman/toolkit';
import type * as z from 'zod';
import type { RegistryClient } from '../registry/registry-client.ts';
import type { KnownDevices } from './attempts/known-devices.ts';
import { LoginLimits, type Try } from './attempts/login-limits.ts';

/** Each password costs the registry a core and 19 MiB for a while. */
const checksAtOnce = 4;
const mostWaiting = 40;

/** Too many attempts. `seconds` is when to come again. */
export class TooManyAttempts extends FleetmanError {
  readonly seconds: number;

  constructor(seconds: number) {
    super('rate-limited', `too many attempts; try again in ${seconds} s`);
    this.seconds = seconds;
  }
}

/** What a desk works with. */
export interface LoginDeskParts {
  readonly registry: RegistryClient;
  readonly devices: Pick<KnownDevices, 'idOf'>;
  readonly trustedProxies: number;
}

/**
 * Checks passwords, links and tokens. Attempts are counted by address and by account before the registry is asked,
 * so that guessing costs us next to nothing.
 */
export class LoginDesk {
  readonly #registry: RegistryClient;
  readonly #devices: LoginDeskParts['devices'];
  readonly #trustedProxies: number;
  readonly #limits = new LoginLimits();
  readonly #turnstile = new Turnstile(checksAtOnce);

  constructor({ registry, devices, trustedProxies }: LoginDeskParts) {
    this.#registry = registry;
    this.#devices = devices;
    this.#trustedProxies = trustedProxies;
  }

  /** @throws FleetmanError `not-logged-in`, the same for a login that there is not. */
  async logIn(body: unknown, request: IncomingMessage): Promise<PersonSession> {
    const given = read(credentials, body, '{"login":"…","password":"…"}');
    const session = await this.#try(request, given.login, () =>
      this.#registry.checkPassword(given),
    );
    if (session) return session;
    throw new FleetmanError('not-logged-in', 'login or password is wrong');
  }

  /** @throws FleetmanError `query-invalid` if the old password is wrong: the client is logged in. */
  async changePassword(
    login: string,
    body: unknown,
    request: IncomingMessage,
  ): Promise<PersonSession> {
    const given = read(passwordChange, body, '{"old":"…","new":"…"}');
    try {
      return await this.#try(request, login, () => this.#registry.changePassword(login, given));
    } catch (error) {
      if (!isWrong(error)) throw error;
      throw new FleetmanError('query-invalid', 'old: this is not your password');
    }
  }

  /** @throws FleetmanError `not-logged-in` if the link is unknown, used or over. */
  useLink(body: unknown, request: IncomingMessage): Promise<PersonSession> {
    const given = read(linkUse, body, '{"token":"…","password":"…"}');
    return this.#try(request, undefined, () => this.#registry.useLink(given));
  }

  /** @throws FleetmanError `not-logged-in` if the share is unknown, over, or has not begun. */
  async openShare(body: unknown, request: IncomingMessage): Promise<Share> {
    const { token } = read(tokenUse, body, '{"token":"…"}');
    const share = await this.#try(request, undefined, () => this.#registry.openShare(token));
    if (share) return share;
    throw new FleetmanError('not-logged-in', 'this link shows nothing now: its time is over');
  }

  /** @throws TooManyAttempts if this address has shown many tokens that there are not. */
  refuseGuesser(request: IncomingMessage): void {
    this.#refuse(this.#limits.waitOf({ address: this.#addressOf(request) }));
  }

  /** This address has shown a token that there is not. */
  countGuess(request: IncomingMessage): void {
    this.#limits.take({ address: this.#addressOf(request) });
  }

  /** An attempt that goes well does not count. */
  async #try<T>(
    request: IncomingMessage,
    account: string | undefined,
    attempt: () => Promise<T>,
  ): Promise<T> {
    const device =
      account === undefined ? undefined : await this.#devices.idOf(account, request.headers);
    const counted: Try = { address: this.#addressOf(request), account, device };
    this.#refuse(this.#limits.waitOf(counted));
    if (this.#turnstile.waiting >= mostWaiting) throw new TooManyAttempts(5);
    this.#limits.take(counted);
    let wasWrong = false;
    try {
      const result = await this.#turnstile.run(attempt);
      wasWrong = result === undefined;
      return result;
    } catch (error) {
      wasWrong = isWrong(error);
      throw error;
    } finally {
      if (!wasWrong) this.#limits.giveBack(counted);
    }
  }

  #addressOf(request: IncomingMessage): string {
    return clientKey(request, this.#trustedProxies);
  }

  #refuse(seconds: number): void {
    if (seconds > 0) throw new TooManyAttempts(seconds);
  }
}

function isWrong(error: unknown): boolean {
  return error instanceof FleetmanError && error.code === 'not-logged-in';
}

/** What was given is never said: it may be a password. */
function read<T>(schema: z.ZodType<T>, body: unknown, expected: string): T {
  const { success, data, error } = schema.safeParse(body);
  if (success) return data;
  const [issue] = error.issues;
  const where = issue?.path.join('.') ?? '';
  const detail = where === '' ? `expected ${expected}` : `${where}: ${issue?.message ?? ''}`;
  throw new FleetmanError('query-invalid', detail);
}

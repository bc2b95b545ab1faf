import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PersonSession } from '@fleetman/contract/registry';
import { FleetmanError, type ServiceHost } from '@fleetman/service-kit';
import { describeError } from '@fleetman/toolkit';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import type { RegistryClient } from '../../registry/registry-client.ts';
import { TooManyAttempts, type LoginDesk } from '../login-desk.ts';
import { ownCookie, type OwnCookie } from '../sealed/own-cookie.ts';
import type { Seal } from '../sealed/seal.ts';
import { backAddress } from './back-address.ts';
import { LogInRefusal, type RefusalReason } from './log-in-refusal.ts';
import type { OidcPolicy } from './oidc-settings.ts';
import type { ProviderLink } from './provider-link.ts';
import { readClaims } from './read-claims.ts';
import { longestTripSeconds, tripSeal, type Trip } from './trip.ts';

/** What a desk works with. */
export interface ProviderDeskParts {
  readonly policy: OidcPolicy;
  readonly link: ProviderLink;
  readonly registry: Pick<RegistryClient, 'arrive'>;
  /** Counts those who come back and are not let in. */
  readonly attempts: Pick<LoginDesk, 'refuseGuesser' | 'countGuess'>;
  readonly log: ServiceHost['log'];
  /** Seals what browsers keep for us. */
  readonly secret: string;
  readonly isSecure: boolean;
}

/** Somebody who is let in, and where they wanted to go. */
export interface Arrival {
  readonly session: PersonSession;
  readonly back: string;
}

/** Sends people to the identity provider, and takes in those who come back. */
export class ProviderDesk {
  readonly #parts: ProviderDeskParts;
  readonly #seal: Seal<Trip>;
  readonly #cookie: OwnCookie;

  constructor(parts: ProviderDeskParts) {
    this.#parts = parts;
    this.#seal = tripSeal(parts.secret);
    const { isSecure } = parts;
    this.#cookie = ownCookie({ name: 'fleetman-oidc', isSecure, seconds: longestTripSeconds });
  }

  /** Where somebody also logs out of the provider; undefined if that offers none. */
  get endAddress(): string | undefined {
    return this.#parts.link.endAddress;
  }

  /**
   * Where somebody goes to log in, who comes back to `wish`, a path of the page. Rejects with a `LogInRefusal` if the
   * provider is away.
   */
  async setOut(wish: unknown, response: ServerResponse): Promise<string> {
    const trip: Trip = {
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
      back: backAddress(wish, this.#parts.policy.pageUrl),
    };
    const address = await this.#parts.link.addressOf(trip);
    this.#cookie.set(response, await this.#seal.seal(trip));
    return address.href;
  }

  /**
   * Takes in somebody whom the provider sent back, once a trip. Rejects with a `LogInRefusal`, or `TooManyAttempts`
   * if this address has come back too often without being let in.
   */
  async comeBack(request: IncomingMessage, response: ServerResponse): Promise<Arrival> {
    const text = this.#cookie.read(request.headers);
    this.#cookie.clear(response);
    const trip = text === undefined ? undefined : await this.#seal.open(text);
    const query = (request.url ?? '').split('?').slice(1).join('?');
    if (new URLSearchParams(query).get('state') !== trip?.state) {
      throw new LogInRefusal('expired', 'nobody here is on the way with this state');
    }
    const { attempts, link, policy, registry } = this.#parts;
    attempts.refuseGuesser(request);
    try {
      const arrival = readClaims(await link.claims(query, trip), policy);
      return { session: await registry.arrive(arrival), back: trip.back };
    } catch (error) {
      attempts.countGuess(request);
      throw error;
    }
  }

  /** Notes why somebody is not let in; where they go, whom the page then says it. */
  refuse(error: unknown): string {
    const { log, policy } = this.#parts;
    const reason = reasonOf(error);
    log.warn({ reason, detail: describeError(error) }, 'Somebody could not log in');
    return new URL(`#/log-in/${reason}`, policy.pageUrl).href;
  }
}

const registryReasons: Partial<Record<FleetmanError['code'], RefusalReason>> = {
  'not-logged-in': 'inactive',
  conflict: 'taken',
  'registry-unavailable': 'away',
};

function reasonOf(error: unknown): RefusalReason {
  if (error instanceof LogInRefusal) return error.reason;
  if (error instanceof TooManyAttempts) return 'too-many';
  const code = error instanceof FleetmanError ? error.code : 'internal';
  return registryReasons[code] ?? 'refused';
}

import type { DependencyState, ServiceHost } from '@fleetman/service-kit';
import { backOffDelay, pause, SingleFlight } from '@fleetman/toolkit';
import * as oidc from 'openid-client';
import { describeProviderError, isAway } from './describe-provider-error.ts';
import { LogInRefusal } from './log-in-refusal.ts';
import type { OidcPolicy } from './oidc-settings.ts';
import { hasClaim, type Claims } from './read-claims.ts';
import type { Trip } from './trip.ts';

/** How long one answer of the provider may take, in seconds. */
const patienceSeconds = 10;

/** How often a provider that is away is asked again. */
const backOff = { firstMs: 500, maxMs: 10_000 };

const theOne = '';

/**
 * Speaks to the identity provider: authorization code flow with PKCE (RFC 7636), as OpenID Connect Core 1.0 has it.
 * What it can do it says itself (OpenID Connect Discovery 1.0), as soon as it can be reached.
 */
export class ProviderLink {
  readonly #policy: OidcPolicy;
  readonly #log: ServiceHost['log'];
  readonly #flights = new SingleFlight<oidc.Configuration>();
  #found: oidc.Configuration | undefined;
  #connection: DependencyState = { connected: false, reason: 'not asked yet' };

  constructor(policy: OidcPolicy, log: ServiceHost['log']) {
    this.#policy = policy;
    this.#log = log.child({ issuer: policy.issuer.href });
  }

  /** Whether the provider has said what it can do, or why not. */
  get connection(): DependencyState {
    return this.#connection;
  }

  /** Where the provider sends people back to. */
  get callback(): URL {
    return new URL('api/session/oidc/callback', this.#policy.pageUrl);
  }

  /** Asks until the provider is found, so that the log says early what is wrong. */
  async start(signal: AbortSignal): Promise<void> {
    for (let attempt = 1; !signal.aborted; attempt++) {
      try {
        await this.#configuration();
        return;
      } catch {
        // The log says so; who wants to log in meanwhile has it asked again as well.
        await pause(backOffDelay(attempt, backOff), signal);
      }
    }
  }

  /** Where somebody goes to log in. Rejects with a `LogInRefusal` if the provider is away. */
  async addressOf(trip: Trip): Promise<URL> {
    const configuration = await this.#configuration();
    return oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.callback.href,
      scope: this.#policy.scopes,
      state: trip.state,
      nonce: trip.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(trip.verifier),
      code_challenge_method: 'S256',
    });
  }

  /**
   * What the provider says of somebody whom it has sent back with this query. Its word on the role is looked for in
   * the ID token, and if that has none at the userinfo endpoint. Rejects with a `LogInRefusal`.
   */
  async claims(query: string, trip: Trip): Promise<Claims> {
    const configuration = await this.#configuration();
    const url = this.callback;
    url.search = query;
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, url, {
        pkceCodeVerifier: trip.verifier,
        expectedState: trip.state,
        expectedNonce: trip.nonce,
        idTokenExpected: true,
      });
      return await this.#allClaims(configuration, tokens);
    } catch (error) {
      // The provider may say the code again in what it says of it.
      const code = url.searchParams.get('code') ?? '';
      throw refusalOf(error, describeProviderError(error, [code, trip.verifier, trip.state]));
    }
  }

  /** Where somebody also logs out of the provider (RP-Initiated Logout 1.0); undefined if that offers none. */
  get endAddress(): string | undefined {
    if (this.#found?.serverMetadata().end_session_endpoint === undefined) return undefined;
    const post_logout_redirect_uri = this.#policy.pageUrl.href;
    return oidc.buildEndSessionUrl(this.#found, { post_logout_redirect_uri }).href;
  }

  async #allClaims(
    configuration: oidc.Configuration,
    tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers,
  ): Promise<Claims> {
    const said: Claims & { readonly sub?: string } = tokens.claims() ?? {};
    const wanted = [this.#policy.roleClaim, this.#policy.groupClaim];
    const isWhole = wanted.every((path) => path === undefined || hasClaim(said, path));
    const hasMore = configuration.serverMetadata().userinfo_endpoint !== undefined;
    if (isWhole || !hasMore || said.sub === undefined) return said;
    return { ...(await oidc.fetchUserInfo(configuration, tokens.access_token, said.sub)), ...said };
  }

  async #configuration(): Promise<oidc.Configuration> {
    return this.#found ?? this.#flights.run(theOne, () => this.#discover());
  }

  async #discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.#policy;
    const isPlain = issuer.protocol === 'http:';
    try {
      this.#found = await oidc.discovery(
        issuer,
        clientId,
        clientSecret,
        clientSecret === undefined ? oidc.None() : undefined,
        // The library marks it so that nobody uses it without a thought; settings allow it on this machine only.
        // eslint-disable-next-line @typescript-eslint/no-deprecated
        { timeout: patienceSeconds, execute: isPlain ? [oidc.allowInsecureRequests] : [] },
      );
      this.#log.info({}, 'The identity provider is there');
      this.#connection = { connected: true };
      return this.#found;
    } catch (error) {
      const reason = describeProviderError(error);
      const isNews = this.#connection.connected || this.#connection.reason !== reason;
      if (isNews) this.#log.warn({ reason }, 'The identity provider cannot be used: OIDC_ISSUER');
      this.#connection = { connected: false, reason };
      throw new LogInRefusal('away', `the identity provider cannot be used: ${reason}`);
    }
  }
}

function refusalOf(error: unknown, reason: string): LogInRefusal {
  if (isAway(error)) return new LogInRefusal('away', `the provider does not answer: ${reason}`);
  // A code counts once, and for a short time.
  const isOver = error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant';
  return new LogInRefusal(isOver ? 'expired' : 'refused', `the provider says: ${reason}`);
}

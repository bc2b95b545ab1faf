import type { ServiceHost } from '@fleetman/service-kit';
import type { GatewayConfig } from '../config.ts';
import type { RegistryClient } from '../registry/registry-client.ts';
import type { RegistryMemory } from '../registry/registry-memory.ts';
import { KnownDevices } from './attempts/known-devices.ts';
import { LoginDesk } from './login-desk.ts';
import { oidcPolicy } from './oidc/oidc-settings.ts';
import { ProviderDesk } from './oidc/provider-desk.ts';
import { ProviderLink } from './oidc/provider-link.ts';
import { ownCookie } from './sealed/own-cookie.ts';
import { sessionSeal } from './sealed/session-seal.ts';
import { OpenSessions, SealedSessions, type Sessions } from './sessions.ts';

/** How long a session lasts at most, in seconds. */
const longest = 30 * 86_400;
/** A provider may let somebody in no more, and does not say so: they have to ask it each day. */
const longestByProvider = 12 * 3_600;

/** The cookie that holds a session. */
export const sessionCookieName = 'fleetman';

/** What knows people. */
export interface RegistryParts {
  readonly client: RegistryClient;
  readonly memory: RegistryMemory;
}

/** Who logs in here and how, as the settings say. `provider` is asked from its `start` on. */
export interface OpenedSessions {
  readonly sessions: Sessions;
  readonly provider?: ProviderLink;
}

/** Opens what the settings of a gateway say. */
export function openSessions(
  config: GatewayConfig,
  registry: RegistryParts | undefined,
  { log, readiness }: Pick<ServiceHost, 'log' | 'readiness'>,
): OpenedSessions {
  const { LOGIN, SESSION_SECRET: secret, TLS: isSecure } = config;
  // With a login there are both: the settings were checked.
  if (LOGIN === 'off' || secret === undefined || !registry) return { sessions: new OpenSessions() };
  const policy = LOGIN === 'oidc' ? oidcPolicy(config) : undefined;
  const devices = new KnownDevices({ secret, isSecure });
  const desk = new LoginDesk({
    ...{ registry: registry.client, devices },
    trustedProxies: config.TRUST_PROXY,
  });
  const parts = {
    ...registry,
    desk,
    seal: sessionSeal(secret, longest),
    cookie: ownCookie({ name: sessionCookieName, isSecure, seconds: longest }),
    personSeconds: policy ? longestByProvider : longest,
  };
  if (!policy) return { sessions: new SealedSessions({ ...parts, devices }) };
  const link = new ProviderLink(policy, log);
  readiness.addInformational('identity provider', () => link.connection);
  const provider = new ProviderDesk({
    ...{ policy, link, registry: registry.client, attempts: desk },
    ...{ secret, isSecure, log },
  });
  return { sessions: new SealedSessions({ ...parts, provider }), provider: link };
}

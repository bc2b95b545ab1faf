import type { ServiceHost } from '@fleetman/service-kit';
import type { GatewayConfig } from '../config.ts';
import { HttpRegistryClient } from '../registry/http-registry-client.ts';
import type { RegistryClient } from '../registry/registry-client.ts';
import { RegistryMemory } from '../registry/registry-memory.ts';
import { welcomeFirstAdmin } from './first-admin.ts';
import { sessionCookie } from './session-cookie.ts';
import { OpenSessions, PasswordSessions, type Sessions } from './sessions.ts';

/** Who may what here, from the start of the gateway to its end. */
export class People {
  readonly sessions: Sessions;
  /** Undefined without a registry; both or none. */
  readonly registry:
    { readonly client: RegistryClient; readonly memory: RegistryMemory } | undefined;
  readonly #closing = new AbortController();
  #welcoming: Promise<void> | undefined;

  constructor(config: GatewayConfig, host: ServiceHost) {
    this.registry = config.REGISTRY_URL === undefined ? undefined : open(config.REGISTRY_URL, host);
    this.sessions = this.#openSessions(config);
    sayIfOpen(config, host);
  }

  /** Begins to follow the registry and, if nobody can log in, prints how the first admin does. */
  start(): void {
    if (!this.registry) return;
    this.registry.memory.start();
    if (this.sessions.login === 'off') return;
    const print = (text: string) => process.stdout.write(text);
    this.#welcoming = welcomeFirstAdmin(this.registry.client, print, this.#closing.signal);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.registry?.client.close();
    await this.registry?.memory.close();
    await this.#welcoming;
  }

  #openSessions({ LOGIN, SESSION_SECRET, TLS, TRUST_PROXY }: GatewayConfig): Sessions {
    // With a login there are both: the settings were checked.
    if (LOGIN === 'off' || SESSION_SECRET === undefined || !this.registry)
      return new OpenSessions();
    return new PasswordSessions({
      secret: SESSION_SECRET,
      cookie: sessionCookie(TLS),
      ...this.registry,
      trustedProxies: TRUST_PROXY,
    });
  }
}

function open(url: string, { log, readiness }: ServiceHost) {
  const client = new HttpRegistryClient(url);
  readiness.addInformational('registry', () => client.connection);
  return { client, memory: new RegistryMemory(client, log.child({ registry: url })) };
}

const loopback: readonly string[] = ['127.0.0.1', '::1', 'localhost'];

function sayIfOpen({ LOGIN, HOST }: GatewayConfig, { log }: ServiceHost): void {
  if (LOGIN !== 'off' || loopback.includes(HOST)) return;
  log.warn({ host: HOST }, 'LOGIN is off: everybody who reaches this address sees the whole fleet');
}

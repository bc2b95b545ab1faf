import type { ServiceHost } from '@fleetman/service-kit';
import type { GatewayConfig } from '../config.ts';
import { VehicleLabels } from '../labels/vehicle-labels.ts';
import { HttpRegistryClient } from '../registry/http-registry-client.ts';
import { RegistryMemory } from '../registry/registry-memory.ts';
import { welcomeFirstAdmin } from './first-admin.ts';
import { openSessions, type OpenedSessions, type RegistryParts } from './open-sessions.ts';
import type { Sessions } from './sessions.ts';

/** Who may what here, from the start of the gateway to its end. */
export class People {
  /** Undefined without a registry. */
  readonly registry: RegistryParts | undefined;
  /** What the registry calls vehicles. */
  readonly labels: VehicleLabels;
  readonly #opened: OpenedSessions;
  readonly #closing = new AbortController();
  #beginning: Promise<void> | undefined;

  constructor(config: GatewayConfig, host: ServiceHost) {
    this.registry = config.REGISTRY_URL === undefined ? undefined : open(config.REGISTRY_URL, host);
    this.labels = new VehicleLabels(this.registry?.memory, host.log);
    this.#opened = openSessions(config, this.registry, host);
    sayIfOpen(config, host);
  }

  get sessions(): Sessions {
    return this.#opened.sessions;
  }

  /**
   * Begins to follow the registry, and looks for the identity provider. Where people have passwords and nobody can log
   * in, prints how the first admin does.
   */
  start(): void {
    if (!this.registry) return;
    this.registry.memory.start();
    this.labels.start();
    const { sessions, provider } = this.#opened;
    const { signal } = this.#closing;
    if (provider) this.#beginning = provider.start(signal);
    if (sessions.login !== 'password') return;
    const print = (text: string) => process.stdout.write(text);
    this.#beginning = welcomeFirstAdmin(this.registry.client, print, signal);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.registry?.client.close();
    await this.registry?.memory.close();
    await this.labels.close();
    await this.#beginning;
  }
}

function open(url: string, { log, readiness }: ServiceHost): RegistryParts {
  const client = new HttpRegistryClient(url);
  readiness.addInformational('registry', () => client.connection);
  return { client, memory: new RegistryMemory(client, log.child({ registry: url })) };
}

const loopback: readonly string[] = ['127.0.0.1', '::1', 'localhost'];

function sayIfOpen({ LOGIN, HOST }: GatewayConfig, { log }: ServiceHost): void {
  if (LOGIN !== 'off' || loopback.includes(HOST)) return;
  log.warn({ host: HOST }, 'LOGIN is off: everybody who reaches this address sees the whole fleet');
}

import { actingPersonHeader } from '@fleetman/contract/registry';
import { createHost, createLogger, loadConfig, startService } from '@fleetman/service-kit';
import { fleetRegistry } from '../index.ts';

/** An answer of the registry. */
interface Answer {
  readonly status: number;
  /** What was answered as JSON; undefined for an empty body. */
  readonly body: unknown;
}

/** A registry for a spec. */
export interface RegistryUnderTest {
  readonly url: string;
  /** Asks as the person Ann Ö. */
  ask(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Sends a file of vehicles. */
  importCsv(text: string): Promise<Answer>;
  /** All that was logged until now, on every level. */
  logged(): string;
  stop(): Promise<void>;
}

/** Starts a registry in memory, on a free port. */
export async function startRegistry(
  environment: Readonly<Record<string, string>> = {},
): Promise<RegistryUnderTest> {
  const config = loadConfig(fleetRegistry.config, {
    ...{ PORT: '0', METRICS_PORT: '0', REGISTRY_STORE_URL: 'memory:' },
    ...environment,
  });
  let logged = '';
  const settings = { LOG_LEVEL: 'trace', LOG_FORMAT: 'json' } as const;
  const log = createLogger(fleetRegistry.name, settings, {
    write: (line) => void (logged += line),
  });
  const host = { ...createHost(fleetRegistry.name, config), log };
  const service = await startService(fleetRegistry, { config, host });
  const send = async (method: string, path: string, type: string, body?: string) => {
    const response = await fetch(service.url + path, {
      method,
      headers: {
        [actingPersonHeader]: encodeURIComponent('Ann Ö'),
        ...(body !== undefined && { 'content-type': type }),
      },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const answered: unknown = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, body: answered };
  };
  return {
    url: service.url,
    ask: (method, path, body) =>
      send(method, path, 'application/json', body === undefined ? body : JSON.stringify(body)),
    importCsv: (text) => send('POST', '/registry/vehicles/import', 'text/csv', text),
    logged: () => logged,
    stop: () => service.close(),
  };
}

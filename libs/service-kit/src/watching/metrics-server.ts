import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { listenOn } from '../http/listen.ts';
import type { Metrics } from './metrics.ts';
import type { ServiceSettings } from '../config/settings.ts';

/**
 * Answers `/metrics` for Prometheus, on a port of its own: what it tells of the process and of the fleet is
 * for those who run it, not for everybody who may ask the service.
 */
export class MetricsServer {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  /**
   * Listens where `METRICS_PORT` says; nowhere where it says nothing.
   *
   * @throws ConfigError naming the setting, where it cannot listen there.
   */
  static async start(
    metrics: Metrics,
    { METRICS_PORT: port, HOST }: Pick<ServiceSettings, 'METRICS_PORT' | 'HOST'>,
  ): Promise<MetricsServer | undefined> {
    if (port === undefined) return undefined;
    const server = createServer((request, response) => {
      void answer(metrics, request, response);
    });
    return new MetricsServer(
      server,
      await listenOn(server, { setting: 'METRICS_PORT', port, HOST }),
    );
  }

  /** Can be called twice. */
  async close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}

async function answer(
  { registry }: Metrics,
  { method, url = '' }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const isKnown = url.split('?')[0] === '/metrics' && (method === 'GET' || method === 'HEAD');
  try {
    const text = isKnown ? await registry.metrics() : 'Only GET /metrics is answered here.\n';
    const type = isKnown ? registry.contentType : 'text/plain';
    response.writeHead(isKnown ? 200 : 404, { 'Content-Type': type }).end(text);
  } catch {
    // A gauge that cannot be read is a defect; Prometheus notes that the scrape has failed.
    response.writeHead(500).end();
  }
}

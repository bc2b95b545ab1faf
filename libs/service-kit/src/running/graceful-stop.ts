import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { RequestHandler } from 'express';
import type { ServiceHost } from './service-definition.ts';

/** How long requests in hand may take once the service stops, in milliseconds. */
const requestGraceMs = 3_000;

/**
 * Ends a service without a failed request: first not ready, so that balancers look elsewhere; after
 * the drain delay every answer asks its client to leave; then all is closed.
 */
export class GracefulStop {
  readonly #app: NestExpressApplication;
  readonly #connections = new Set<Socket>();
  #isStopping = false;
  #stopped: Promise<void> | undefined;

  constructor(app: NestExpressApplication, { readiness }: ServiceHost) {
    this.#app = app;
    readiness.add('process', () =>
      this.#isStopping ? { connected: false, reason: 'stopping' } : { connected: true },
    );
  }

  /** Begins to watch the server's connections; to be called before it listens. */
  watch(server: Server): void {
    server.on('connection', (socket: Socket) => {
      this.#connections.add(socket);
      socket.once('close', () => this.#connections.delete(socket));
    });
  }

  readonly middleware: RequestHandler = (_request, response, next) => {
    if (this.#isStopping) response.setHeader('Connection', 'close');
    next();
  };

  /** Resolves when everything is closed; a second call joins the first. */
  run(drainMs: number): Promise<void> {
    return (this.#stopped ??= this.#stop(drainMs));
  }

  async #stop(drainMs: number): Promise<void> {
    this.#isStopping = true;
    await delay(drainMs);
    const server = this.#app.getHttpServer();
    // Browsers open connections in advance; Node takes an unused one for busy and would wait for it.
    for (const socket of this.#connections) if (socket.bytesRead === 0) socket.destroy();
    const cutOff = setTimeout(() => {
      server.closeAllConnections();
    }, requestGraceMs);
    try {
      await this.#app.close();
    } finally {
      clearTimeout(cutOff);
    }
  }
}

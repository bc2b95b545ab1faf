import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { freePort } from '@fleetman/toolkit/testing';

/**
 * A tracker of one vehicle, which it reports anew and a mile per hour faster whenever it is asked: its
 * speed says which of its reports a page shows.
 */
export class OneVehicleTracker {
  readonly #port: number;
  #server: Server | undefined;
  #speed = 0;

  private constructor(port: number) {
    this.#port = port;
  }

  static async start(): Promise<OneVehicleTracker> {
    const tracker = new OneVehicleTracker(await freePort());
    await tracker.restart();
    return tracker;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** The speed in the latest answer, which is also how often it was asked. */
  get speed(): number {
    return this.#speed;
  }

  async restart(): Promise<void> {
    this.#server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify([this.#report()]));
    }).listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  /** Nobody listens any more; can be called twice. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  #report() {
    this.#speed++;
    return {
      name: 'City Truck',
      lat: -29.9045 + this.#speed * 1e-5,
      longitude: -71.2489,
      // As the Java gateway reads it; ours reads both.
      timestamp: new Date().toISOString().replace('Z', '+0000'),
      speed: this.#speed,
      heading: 0,
    };
  }
}

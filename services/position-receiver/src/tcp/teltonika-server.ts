import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Metrics } from '@fleetman/service-kit';
import { listenOn } from '@fleetman/service-kit';
import { settledWithin } from '@fleetman/toolkit';
import { TeltonikaSession, type SessionOptions } from './teltonika-session.ts';

/** Half of dead connections are noticed by the idle timeout only; this finds them sooner. */
const keepAliveMs = 60_000;

/** How long packets in hand may take once the server stops. */
const stopMs = 3_000;

/** How many devices may be connected at once, beside what each session needs. */
export interface TeltonikaOptions extends SessionOptions {
  readonly maxConnections: number;
}

/** Listens for trackers that speak Teltonika's Codec 8 and 8 Extended over TCP. */
export class TeltonikaServer {
  readonly #server: Server;
  readonly #sessions = new Map<TeltonikaSession, Promise<void>>();

  constructor(options: TeltonikaOptions, metrics: Metrics) {
    const tcp = { keepAlive: true, keepAliveInitialDelay: keepAliveMs, noDelay: true };
    this.#server = createServer(tcp, (socket) => {
      this.#serve(socket, options);
    });
    this.#server.maxConnections = options.maxConnections;
    this.#server.on('drop', () => {
      options.metrics.refused('teltonika', 'busy');
    });
    metrics.gauge({
      name: 'fleetman_teltonika_connections',
      help: 'Teltonika trackers that are connected',
      read: (gauge) => {
        gauge.set(this.#sessions.size);
      },
    });
  }

  /** The port on which it listens; undefined before {@link start} and after {@link close}. */
  get port(): number | undefined {
    // A TCP server that listens has an address of this kind.
    return (this.#server.address() as AddressInfo | null)?.port;
  }

  /** @throws ConfigError naming the setting, if it cannot listen there. */
  async start(port: number, host: string): Promise<void> {
    await listenOn(this.#server, { setting: 'TELTONIKA_PORT', port, HOST: host });
  }

  /** Takes no more connections, answers the packets in hand, and ends all. Can be called twice. */
  async close(): Promise<void> {
    if (this.#server.listening) this.#server.close();
    for (const session of this.#sessions.keys()) session.stop();
    await settledWithin(stopMs, Promise.all(this.#sessions.values()));
  }

  #serve(socket: Socket, options: TeltonikaOptions): void {
    // A connection that breaks ends its session, which reads it.
    socket.on('error', () => undefined);
    const session = new TeltonikaSession(socket, options);
    const ended = session.run().finally(() => this.#sessions.delete(session));
    this.#sessions.set(session, ended);
  }
}

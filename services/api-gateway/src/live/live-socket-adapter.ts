import { clientKey } from '@fleetman/service-kit';
import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Socket } from 'socket.io';
import { mayOpenSocket, type SocketPolicy } from './allowed-origins.ts';
import { MessageRate } from './message-rate.ts';
import { mayUpgrade } from './socket-upgrades.ts';

/**
 * A client takes its connection for lost when no ping came for both of these together, 4.5 s after the
 * last one: what is lost is to be shown within 5 s. The second alone is how long a client may be busy
 * before it is cut off, and how long the first picture of a large fleet may be under way.
 */
const pingIntervalMs = 1_000;
const pingTimeoutMs = 3_500;

/** How long a client may take to greet, in milliseconds. */
const greetingMs = 5_000;

/** A client sends its greeting, views and pongs; 21 names of 100 characters in a view are 6,300 bytes. */
const maxMessageBytes = 8_192;

/** How long a client may take to say goodbye when the server stops, in milliseconds. */
const goodbyeMs = 500;

/** Nest's adapter brings a socket.io of its own, whose types are not the same as ours. */
type Server = ReturnType<IoAdapter['createIOServer']>;
type ServerOptions = NonNullable<Parameters<IoAdapter['createIOServer']>[1]>;

/** One connection, below socket.io: the name of this type is not exported by its package. */
type Connection = Socket['conn'];

/** Who may connect, and where. */
export interface LiveSocketOptions extends Pick<SocketPolicy, 'origins'> {
  /** The path of the sockets, without a slash at its end. */
  readonly path: string;
  readonly trustedProxies: number;
  readonly maxClients: number;
  readonly maxClientsPerAddress: number;
}

/** The socket.io server of the gateway: WebSocket only, so that replicas need no sticky sessions. */
export class LiveSocketAdapter extends IoAdapter {
  readonly #app: NestExpressApplication;
  readonly #options: LiveSocketOptions;
  readonly #connections = new Set<Connection>();
  readonly #countByClient = new Map<string, number>();

  constructor(app: NestExpressApplication, options: LiveSocketOptions) {
    super(app);
    this.#app = app;
    this.#options = options;
  }

  override createIOServer(port: number): Server {
    const { path } = this.#options;
    const options: Partial<ServerOptions> = {
      path,
      serveClient: false,
      transports: ['websocket'],
      pingInterval: pingIntervalMs,
      pingTimeout: pingTimeoutMs,
      connectTimeout: greetingMs,
      // Frames hardly shrink, and compressing them for each client would cost more than all else.
      perMessageDeflate: false,
      maxHttpBufferSize: maxMessageBytes,
      allowRequest: (request, answer) => {
        const refusal = this.#refusalOf(request);
        answer(refusal, refusal === undefined);
      },
    };
    // Nest's type asks for every option, socket.io has a default for each.
    const server = super.createIOServer(port, options as ServerOptions);
    // An option of Node's servers; Nest makes ours without options.
    const shouldUpgradeCallback = (request: IncomingMessage) => mayUpgrade(request, path);
    Object.assign(this.#app.getHttpServer(), { shouldUpgradeCallback });
    server.engine.on('connection', (connection: Connection) => {
      this.#watch(connection);
    });
    return server;
  }

  /** Closes every socket; one whose client does not read is cut off, else it would stay 30 s. */
  override async close(server: Server): Promise<void> {
    const sockets = [...this.#connections].map(({ request }) => request.socket);
    const cutOff = setTimeout(() => {
      for (const socket of sockets) socket.destroy();
    }, goodbyeMs);
    try {
      await super.close(server);
    } finally {
      clearTimeout(cutOff);
    }
  }

  #refusalOf(request: IncomingMessage): string | undefined {
    const { headers } = request;
    const { origins, trustedProxies, maxClients, maxClientsPerAddress } = this.#options;
    if (!mayOpenSocket(headers, { origins, isBehindProxy: trustedProxies > 0 })) {
      return `${headers.origin ?? ''} is not among CORS_ORIGINS`;
    }
    if (this.#connections.size >= maxClients) return `there are ${maxClients} clients already`;
    const fromThere = this.#countByClient.get(clientKey(request, trustedProxies)) ?? 0;
    if (fromThere < maxClientsPerAddress) return undefined;
    return `there are ${maxClientsPerAddress} clients from this address already`;
  }

  #watch(connection: Connection): void {
    const client = clientKey(connection.request, this.#options.trustedProxies);
    this.#connections.add(connection);
    this.#count(client, 1);
    connection.once('close', () => {
      this.#connections.delete(connection);
      this.#count(client, -1);
    });
    const rate = new MessageRate(performance.now());
    connection.on('packet', ({ type }: { readonly type: string }) => {
      if (type === 'message' && !rate.allows(performance.now())) connection.close(true);
    });
  }

  /** Forgets clients that have left, or the map would grow with everybody who ever came. */
  #count(client: string, change: 1 | -1): void {
    const count = (this.#countByClient.get(client) ?? 0) + change;
    if (count > 0) this.#countByClient.set(client, count);
    else this.#countByClient.delete(client);
  }
}

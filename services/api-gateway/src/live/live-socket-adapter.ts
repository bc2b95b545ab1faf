import { liveSocketPath } from '@fleetman/contract';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Socket } from 'socket.io';
import { mayOpenSocket, type SocketPolicy } from './allowed-origins.ts';
import { MessageRate } from './message-rate.ts';

/**
 * A client takes its connection for lost when no ping came for both of these together, 4.5 s after the
 * last one: what is lost is to be shown within 5 s. The second alone is how long a client may be busy
 * before it is cut off, and how long the first picture of a large fleet may be under way.
 */
const pingIntervalMs = 1_000;
const pingTimeoutMs = 3_500;

/** How long a client may take to greet, in milliseconds. */
const greetingMs = 5_000;

/** A client sends its greeting, views and pongs; all are a few bytes. */
const maxMessageBytes = 4_096;

/** How long a client may take to say goodbye when the server stops, in milliseconds. */
const goodbyeMs = 500;

/** Nest's adapter brings a socket.io of its own, whose types are not the same as ours. */
type Server = ReturnType<IoAdapter['createIOServer']>;
type ServerOptions = NonNullable<Parameters<IoAdapter['createIOServer']>[1]>;

/** One connection, below socket.io: the name of this type is not exported by its package. */
type Connection = Socket['conn'];

/** Who may connect, and under which path. */
export interface LiveSocketOptions extends SocketPolicy {
  /** The prefix of the gateway's routes, without slashes; may be empty. */
  readonly prefix: string;
  readonly maxClients: number;
}

/** The socket.io server of the gateway: WebSocket only, so that replicas need no sticky sessions. */
export class LiveSocketAdapter extends IoAdapter {
  readonly #options: LiveSocketOptions;
  readonly #connections = new Set<Connection>();

  constructor(app: NestExpressApplication, options: LiveSocketOptions) {
    super(app);
    this.#options = options;
  }

  override createIOServer(port: number): Server {
    const { prefix } = this.#options;
    const options: Partial<ServerOptions> = {
      path: `${prefix && `/${prefix}`}/${liveSocketPath}`,
      serveClient: false,
      transports: ['websocket'],
      pingInterval: pingIntervalMs,
      pingTimeout: pingTimeoutMs,
      connectTimeout: greetingMs,
      // Frames hardly shrink, and compressing them for each client would cost more than all else.
      perMessageDeflate: false,
      maxHttpBufferSize: maxMessageBytes,
      allowRequest: (request, answer) => {
        const refusal = this.#refusalOf(request.headers);
        answer(refusal, refusal === undefined);
      },
    };
    // Nest's type asks for every option, socket.io has a default for each.
    const server = super.createIOServer(port, options as ServerOptions);
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

  #refusalOf(headers: Parameters<typeof mayOpenSocket>[0]): string | undefined {
    if (!mayOpenSocket(headers, this.#options)) {
      return `${headers.origin ?? ''} is not among CORS_ORIGINS`;
    }
    const isFull = this.#connections.size >= this.#options.maxClients;
    return isFull ? `there are ${this.#options.maxClients} clients already` : undefined;
  }

  #watch(connection: Connection): void {
    this.#connections.add(connection);
    connection.once('close', () => this.#connections.delete(connection));
    const rate = new MessageRate(performance.now());
    connection.on('packet', ({ type }: { readonly type: string }) => {
      if (type === 'message' && !rate.allows(performance.now())) connection.close(true);
    });
  }
}

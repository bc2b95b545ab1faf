import { liveSocketPath } from '@fleetman/contract';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Socket } from 'socket.io';
import { mayOpenSocket, type SocketPolicy } from './allowed-origins.ts';

/** A client that vanished is noticed after twice this, in milliseconds. */
const pingMs = 5_000;

/** A client only ever sends its greeting and pongs; both are a few bytes. */
const maxMessageBytes = 4_096;

/** Far more than a client's greeting; who sends more wants something that we do not have. */
const maxMessages = 20;

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
      pingInterval: pingMs,
      pingTimeout: pingMs,
      connectTimeout: pingMs,
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
    let messages = 0;
    connection.on('packet', ({ type }: { readonly type: string }) => {
      if (type === 'message' && ++messages > maxMessages) connection.close(true);
    });
  }
}

import { io, type Socket } from 'socket.io-client';

/** What answers a ping, in Engine.IO's protocol. */
const pong = '3';

/** The connection below a client's socket, which a browser's page has no hold of. */
interface Connection {
  /** Reads nothing until resumed. */
  pause(): void;
  resume(): void;
  send(frame: string | Buffer): void;
}

interface Engine {
  readonly transport: { readonly ws: Connection };
  readonly _pingTimeoutTimer: NodeJS.Timeout;
}

/** Connects a front end for a spec, once and for all, unless the spec says otherwise. */
export function openSocket(url: string, options: object = {}): Socket {
  return io(url, { transports: ['websocket'], reconnection: false, ...options });
}

/** What the next event of this name brings. */
export function nextEvent(socket: Socket, event: string): Promise<unknown[]> {
  return new Promise((resolve) => {
    socket.once(event, (...values: unknown[]) => {
      resolve(values);
    });
  });
}

export function connectionOf(socket: Socket): Connection {
  return engineOf(socket).transport.ws;
}

/**
 * Reads nothing until what this returns is called; for as long as that takes neither side gives the
 * other up.
 */
export function fallBehind(socket: Socket): () => void {
  const connection = connectionOf(socket);
  connection.pause();
  clearTimeout(engineOf(socket)._pingTimeoutTimer);
  const answering = setInterval(() => {
    connection.send(pong);
  }, 1_000);
  return () => {
    clearInterval(answering);
    connection.resume();
  };
}

function engineOf(socket: Socket): Engine {
  return socket.io.engine as unknown as Engine;
}

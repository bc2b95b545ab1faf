import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is read of a tracker's answers. */
interface Position {
  readonly name: string;
  readonly lat: number;
  readonly longitude: number;
  readonly timestamp: string;
  readonly speed: number | null;
}

/**
 * Answers as the gateway of the Java system does (release 2): two lists by REST and no socket. Anything
 * else, `/vehicles` without its slash too, is not found; a history of an unknown vehicle is a 500.
 */
export class JavaGateway {
  readonly url: string;
  /** What was asked for, oldest first. */
  readonly asked: string[];
  readonly #server: ReturnType<typeof createServer>;

  private constructor(server: ReturnType<typeof createServer>, asked: string[]) {
    this.#server = server;
    this.asked = asked;
    // A server that listens on a port has an address of this kind.
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** In front of the tracker at this address. */
  static async start(tracker: string, port = 0): Promise<JavaGateway> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(pathOf(request));
      answer(tracker, pathOf(request), response).catch(() => {
        send(response, 500, { status: 500, error: 'Internal Server Error' });
      });
    }).listen(port, '127.0.0.1');
    // It knows no upgrade: the socket gets the answer that anything unknown gets.
    server.on('upgrade', (_request, socket) => {
      socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    });
    await once(server, 'listening');
    return new JavaGateway(server, asked);
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}

async function answer(tracker: string, path: string, response: ServerResponse): Promise<void> {
  const history = /^\/history\/([^/]+)\/?$/.exec(path);
  if (path === '/vehicles/') {
    // While the tracker is away the Java gateway answers an empty list.
    const positions = await ask(`${tracker}/vehicles/`).catch(() => []);
    expectJavaTimes(positions);
    send(response, 200, positions.map(writePosition));
  } else if (history) {
    const fixes = await ask(`${tracker}/history/${history[1] ?? ''}`);
    expectJavaTimes(fixes);
    const places = fixes.map(({ lat, longitude: lng }) => ({ lat, lng }));
    send(response, 200, places.toReversed());
  } else send(response, 404, { status: 404, error: 'Not Found', path });
}

async function ask(url: string): Promise<readonly Position[]> {
  const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  if (!response.ok) throw new Error(`the tracker answered ${response.status}`);
  // The tracker's contract promises this shape.
  return (await response.json()) as Position[];
}

/** What the Java gateway reads times by, yyyy-MM-dd'T'HH:mm:ss.SSSZ: its Z is a zone like +0000. */
const javaTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}$/;

function expectJavaTimes(positions: readonly Position[]): void {
  const wrong = positions.find(({ timestamp }) => !javaTime.test(timestamp));
  if (wrong) throw new Error(`the time ${wrong.timestamp} cannot be parsed`);
}

function writePosition({ name, lat, longitude, timestamp, speed }: Position) {
  return { name, lat, longitude, timestamp, speed };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?')[0] ?? '/';
}

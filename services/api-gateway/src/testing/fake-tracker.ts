import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A tracker for specs: a real HTTP server whose answers the spec chooses. */
export class FakeTracker {
  /** The paths that were asked for, queries included. */
  readonly requests: string[] = [];
  /** What is answered from now on; a tracker without vehicles to begin with. */
  answer: RequestListener = FakeTracker.json([]);
  readonly #server: Server;
  readonly #port: number;

  private constructor(server: Server) {
    this.#server = server;
    // A server that listens on a port has an address of this kind.
    this.#port = (server.address() as AddressInfo).port;
    server.on('request', (request, response) => {
      this.requests.push(request.url ?? '');
      this.answer(request, response);
    });
  }

  static async start(): Promise<FakeTracker> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FakeTracker(server);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Answers with a body and, unless told otherwise, as JSON with status 200. */
  static text(body: string, status = 200, type = 'application/json'): RequestListener {
    return (_request, response) => {
      response.writeHead(status, { 'content-type': type }).end(body);
    };
  }

  static json(value: unknown, status = 200): RequestListener {
    return FakeTracker.text(JSON.stringify(value), status);
  }

  /** Takes the question and says nothing. */
  static silence(): RequestListener {
    return () => undefined;
  }

  /** Nobody listens any more; can be called twice. */
  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  /** Listens again at the same address. */
  async restart(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
  }
}

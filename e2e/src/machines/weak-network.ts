import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * The network between a browser and a server on this machine, which can be lost and return: while it is
 * lost nothing passes and nobody is told, neither of old connections nor of new ones.
 */
export class WeakNetwork {
  readonly #server: Server;
  readonly #port: number;
  readonly #sockets = new Set<Socket>();
  #isLost = false;

  private constructor(server: Server, target: URL) {
    this.#server = server;
    // A server that listens on a port has an address of this kind.
    this.#port = (server.address() as AddressInfo).port;
    server.on('connection', (browser) => {
      const onward = connect(Number(target.port), target.hostname);
      this.#carry(browser, onward);
      this.#carry(onward, browser);
    });
  }

  static async to(target: string): Promise<WeakNetwork> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new WeakNetwork(server, new URL(target));
  }

  /** The target, by way of this network. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  lose(): void {
    this.#isLost = true;
    for (const socket of this.#sockets) socket.pause();
  }

  return(): void {
    this.#isLost = false;
    for (const socket of this.#sockets) socket.resume();
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #carry(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.on('data', (chunk) => to.write(chunk));
    if (this.#isLost) from.pause();
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }
}

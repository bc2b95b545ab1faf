import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Of URLs that name no port. */
const defaultPorts: Readonly<Record<string, number>> = { 'amqp:': 5_672, 'stomp:': 61_613 };

/** Stands between a client and a broker, to cut, stall or refuse what a network would. */
export class TcpProxy {
  readonly #target: URL;
  readonly #clients = new Set<Socket>();
  readonly #brokers = new Set<Socket>();
  readonly #server: Server;
  #port = 0;

  private constructor(target: string) {
    this.#target = new URL(target);
    this.#server = createServer((client) => {
      this.#join(client);
    });
  }

  static async listen(target: string): Promise<TcpProxy> {
    const proxy = new TcpProxy(target);
    await proxy.accept();
    return proxy;
  }

  /** The broker's URL, by way of this proxy. */
  get url(): string {
    const url = new URL(this.#target);
    url.host = `127.0.0.1:${this.#port}`;
    return url.href;
  }

  /** Takes connections, on the same port as before. */
  async accept(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Cuts every connection, as a pulled plug does. */
  cut(): void {
    for (const socket of this.#clients) socket.destroy();
  }

  /** Cuts every connection and refuses new ones. */
  async refuse(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.cut();
    await closed;
  }

  /** Lets nothing through, without a word to either side. */
  stall(): void {
    for (const socket of this.#clients) socket.pause();
    this.holdAnswers();
  }

  /** Lets through what clients say, but not what the broker answers. */
  holdAnswers(): void {
    for (const socket of this.#brokers) socket.pause();
  }

  /** Lets through what was held back, and all that comes. */
  resume(): void {
    for (const socket of [...this.#clients, ...this.#brokers]) socket.resume();
  }

  async close(): Promise<void> {
    if (this.#server.listening) await this.refuse();
  }

  #join(client: Socket): void {
    const { protocol, port, hostname } = this.#target;
    const broker = connect(Number(port || defaultPorts[protocol]), hostname);
    this.#carry(client, broker, this.#clients);
    this.#carry(broker, client, this.#brokers);
  }

  #carry(from: Socket, to: Socket, side: Set<Socket>): void {
    side.add(from);
    from.on('data', (chunk) => to.write(chunk));
    from.on('error', () => to.destroy());
    from.on('close', () => {
      side.delete(from);
      to.destroy();
    });
  }
}

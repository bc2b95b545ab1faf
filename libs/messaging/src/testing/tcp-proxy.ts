import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Of URLs that name no port. */
const defaultPorts: Readonly<Record<string, number>> = { 'amqp:': 5_672, 'stomp:': 61_613 };

/** Sees what a client says before the broker does. `false` drops it and cuts the connection. */
type Tap = (chunk: Buffer) => boolean;

/** Stands between a client and a broker, to cut, stall, slow down or refuse what a network would. */
export class TcpProxy {
  readonly #target: URL;
  readonly #clients = new Set<Socket>();
  readonly #brokers = new Set<Socket>();
  readonly #server: Server;
  #port = 0;
  #answerDelayMs = 0;
  #isCutting = false;
  #tap: Tap | undefined;

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

  /** Cuts each connection in the middle of the next thing that either side says, until `resume`. */
  cutMidway(): void {
    this.#isCutting = true;
  }

  /** Hands on each answer so many milliseconds late, from now on. */
  slowDown(ms: number): void {
    this.#answerDelayMs = ms;
  }

  /** Has all that clients say seen from now on; `undefined` ends that. */
  tapRequests(tap: Tap | undefined): void {
    this.#tap = tap;
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
    this.#isCutting = false;
    for (const socket of [...this.#clients, ...this.#brokers]) socket.resume();
  }

  async close(): Promise<void> {
    if (this.#server.listening) await this.refuse();
  }

  #join(client: Socket): void {
    const { protocol, port, hostname } = this.#target;
    const broker = connect(Number(port || defaultPorts[protocol]), hostname);
    this.#carry(client, broker, this.#clients, (chunk) => {
      if (this.#tap?.(chunk) === false) client.destroy();
      else broker.write(chunk);
    });
    const late: Buffer[] = [];
    this.#carry(broker, client, this.#brokers, (chunk) => {
      if (this.#answerDelayMs === 0 && late.length === 0) client.write(chunk);
      else {
        late.push(chunk);
        // Whichever timer fires first, the oldest goes first.
        setTimeout(() => client.write(late.shift() ?? ''), this.#answerDelayMs);
      }
    });
  }

  #carry(from: Socket, to: Socket, side: Set<Socket>, handOn: (chunk: Buffer) => void): void {
    side.add(from);
    from.on('data', (chunk: Buffer) => {
      if (this.#isCutting) this.#cutWithin(chunk, from, to);
      else handOn(chunk);
    });
    from.on('error', () => to.destroy());
    from.on('close', () => {
      side.delete(from);
      to.destroy();
    });
  }

  /** Half of it arrives. */
  #cutWithin(chunk: Buffer, from: Socket, to: Socket): void {
    from.pause();
    to.write(chunk.subarray(0, Math.ceil(chunk.length / 2)), () => {
      from.destroy();
      to.destroy();
    });
  }
}

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A Teltonika tracker in the hands of a test. */
export class FakeTrackerUnit {
  readonly #socket: Socket;
  readonly #closed: Promise<unknown>;
  #heard = Buffer.alloc(0);
  #wake: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      this.#heard = Buffer.concat([this.#heard, chunk]);
      this.#wake();
    });
    socket.once('close', () => {
      this.#wake();
    });
  }

  static async connect(port: number): Promise<FakeTrackerUnit> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new FakeTrackerUnit(socket);
  }

  send(bytes: Buffer): void {
    this.#socket.write(bytes);
  }

  /** The next bytes that are heard; undefined if the connection ends before. */
  async hear(count: number): Promise<Buffer | undefined> {
    while (this.#heard.length < count) {
      if (this.#socket.closed || this.#socket.destroyed) return undefined;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const heard = this.#heard.subarray(0, count);
    this.#heard = this.#heard.subarray(count);
    return heard;
  }

  /** Sends and hears: the usual turn of a tracker. */
  ask(bytes: Buffer, count: number): Promise<Buffer | undefined> {
    this.send(bytes);
    return this.hear(count);
  }

  /** Resolves when the other side has ended the connection. */
  async ended(): Promise<void> {
    await this.#closed;
  }

  leave(): void {
    this.#socket.destroy();
  }
}

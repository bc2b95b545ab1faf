import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { liveFrameVersion, liveSocketPath, type LiveView } from '@fleetman/contract';
import { clientFrame, WebSocketReader } from '../wire/web-socket-reader.ts';

/** How a client is told of the fleet. */
export type Telling = 'JSON' | 'frames' | 'frames of a street';

/** Some hundred metres in the middle of La Serena. */
const street: LiveView = { north: -29.9, south: -29.905, east: -71.245, west: -71.252 };

const openDeadlineMs = 20_000;

/** What a client does with what it is sent. */
export interface LiveClientOptions {
  /** Where the gateway's API is, without a slash at the end. */
  readonly url: string;
  readonly telling: Telling;
  /** Gets each event that is told as JSON, as socket.io writes it: `["positions",{…}]`. */
  readonly onEvent?: (json: string) => void;
  /** Gets each frame; without it frames are counted, not read. */
  readonly onFrame?: (bytes: Uint8Array) => void;
}

/**
 * A client of the live stream that counts what it is sent. It speaks WebSocket and socket.io by hand,
 * so that it costs the machine as little as can be.
 */
export class LiveClient {
  readonly #socket: Socket;
  readonly #options: LiveClientOptions;
  readonly #opened = Promise.withResolvers<undefined>();
  #bytes = 0;
  #frameBytes = 0;
  #frames = 0;

  private constructor(socket: Socket, options: LiveClientOptions) {
    this.#socket = socket;
    this.#options = options;
    const fail = () => {
      this.#opened.reject(new Error(`${options.url} closed the socket`));
    };
    socket.on('error', fail).on('close', fail);
    // A failure after the opening is seen by what is missing in the counts.
    this.#opened.promise.catch(() => undefined);
  }

  /** Resolves when the client has its first picture of the fleet; rejects after 20 s without one. */
  static async open(options: LiveClientOptions): Promise<LiveClient> {
    const { hostname, port, host, pathname } = new URL(options.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const client = new LiveClient(socket, options);
    const timer = setTimeout(() => {
      socket.destroy();
    }, openDeadlineMs);
    const path = `${pathname.replace(/\/$/, '')}/${liveSocketPath}/?EIO=4&transport=websocket`;
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ZmxlZXRtYW4gYmVuY2ggIQ==\r\n\r\n',
    );
    try {
      await client.#read();
      await client.#opened.promise;
      return client;
    } finally {
      clearTimeout(timer);
    }
  }

  /** What it was sent so far, without the few bytes that frame a message. */
  get bytes(): number {
    return this.#bytes;
  }

  /** How many frames of the fleet it was sent, and their bytes. */
  get frames(): { readonly count: number; readonly bytes: number } {
    return { count: this.#frames, bytes: this.#frameBytes };
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Waits for the answer to the upgrade, then reads messages. */
  async #read(): Promise<void> {
    const reader = new WebSocketReader(
      {
        onText: (text) => {
          this.#bytes += text.length;
          this.#answer(text);
        },
        onBinary: (length, bytes) => {
          this.#countFrame(length);
          if (bytes) this.#options.onFrame?.(bytes);
        },
      },
      this.#options.onFrame !== undefined,
    );
    let head = Buffer.alloc(0);
    await new Promise<void>((resolve, reject) => {
      this.#opened.promise.catch(reject);
      const begin = (chunk: Buffer) => {
        head = Buffer.concat([head, chunk]);
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        this.#socket.off('data', begin);
        this.#socket.on('data', (piece: Buffer) => {
          reader.read(piece);
        });
        resolve();
        reader.read(head.subarray(end + 4));
      };
      this.#socket.on('data', begin);
    });
  }

  #countFrame(length: number): void {
    this.#bytes += length;
    this.#frameBytes += length;
    this.#frames++;
    this.#opened.resolve(undefined);
  }

  /** Packets of Engine.IO begin with their type: 0 opens, 2 is a ping, 4 a message of socket.io. */
  #answer(packet: string): void {
    const { telling, onEvent } = this.#options;
    if (packet.startsWith('2')) this.#send('3');
    if (packet.startsWith('0')) {
      const greeting = telling === 'JSON' ? {} : { codec: liveFrameVersion };
      this.#send(`40${JSON.stringify(greeting)}`);
    }
    if (packet.startsWith('40') && telling === 'frames of a street') {
      this.#send(`42${JSON.stringify(['view', street])}`);
    }
    if (packet.startsWith('42["snapshot"')) this.#opened.resolve(undefined);
    if (packet.startsWith('42')) onEvent?.(packet.slice(2));
  }

  #send(text: string): void {
    this.#socket.write(clientFrame(text));
  }
}

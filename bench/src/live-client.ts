import { liveFrameVersion, liveSocketPath, type LiveView } from '@fleetman/contract';

/** How a client is told of the fleet. */
export type Telling = 'JSON' | 'frames' | 'frames of a street';

/** Some hundred metres in the middle of La Serena. */
const street: LiveView = { north: -29.9, south: -29.905, east: -71.245, west: -71.252 };

/**
 * A client of the live stream that reads and counts all that it is sent and does nothing with it. It
 * speaks socket.io by hand, so that it costs the machine as little as can be.
 */
export class LiveClient {
  readonly #socket: WebSocket;
  #bytes = 0;

  private constructor(socket: WebSocket, telling: Telling) {
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    onMessage(socket, (data) => {
      this.#bytes += typeof data === 'string' ? data.length : data.byteLength;
      if (typeof data === 'string') this.#answer(data, telling);
    });
  }

  /** Resolves when the client has its first picture of the fleet. */
  static async open(url: string, telling: Telling): Promise<LiveClient> {
    const address = new URL(`api/${liveSocketPath}/?EIO=4&transport=websocket`, url);
    address.protocol = 'ws:';
    const socket = new WebSocket(address);
    const client = new LiveClient(socket, telling);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('error', () => {
        reject(new Error(`${address.href} cannot be reached`));
      });
      onMessage(socket, (data) => {
        if (typeof data !== 'string' || data.startsWith('42["snapshot"')) resolve();
      });
    });
    return client;
  }

  /** What it was sent so far, without the few bytes that frame a message. */
  get bytes(): number {
    return this.#bytes;
  }

  close(): void {
    this.#socket.close();
  }

  /** Packets of Engine.IO begin with their type: 0 opens, 2 is a ping, 4 a message of socket.io. */
  #answer(packet: string, telling: Telling): void {
    if (packet.startsWith('2')) this.#socket.send('3');
    if (packet.startsWith('0')) {
      const greeting = telling === 'JSON' ? {} : { codec: liveFrameVersion };
      this.#socket.send(`40${JSON.stringify(greeting)}`);
    }
    const isGreeted = packet.startsWith('40');
    if (isGreeted && telling === 'frames of a street') {
      this.#socket.send(`42${JSON.stringify(['view', street])}`);
    }
  }
}

function onMessage(socket: WebSocket, listener: (data: string | ArrayBuffer) => void): void {
  socket.addEventListener('message', ({ data }) => {
    // A socket with this binaryType receives nothing else.
    listener(data as string | ArrayBuffer);
  });
}

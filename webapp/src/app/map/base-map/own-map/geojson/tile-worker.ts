import { OwnMapError } from '../own-map-error';
import type { FromTileWorker, OpenedMap, ToTileWorker } from './tile-worker-messages';

/** How long a map may take to be read; 200 MB take 30 s on a slow machine. */
const patienceMs = 120_000;

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** A map of GeoJSON in a thread of its own, which answers for each tile of it. */
export class TileWorker {
  readonly #worker: Worker;
  readonly #tiles = new Map<number, Waiting<ArrayBuffer>>();
  #opening: Waiting<OpenedMap> | undefined;
  #lastId = 0;

  constructor() {
    this.#worker = new Worker(new URL('./tile.worker', import.meta.url), { type: 'module' });
    this.#worker.onmessage = ({ data }: MessageEvent<FromTileWorker>) => {
      this.#hear(data);
    };
    this.#worker.onerror = () => {
      this.#fail(new OwnMapError('too-large'));
    };
  }

  /**
   * Reads the map.
   *
   * @throws OwnMapError where it cannot be drawn.
   */
  async open(file: Blob): Promise<OpenedMap> {
    const timer = setTimeout(() => {
      this.#fail(new OwnMapError('too-large'));
    }, patienceMs);
    try {
      return await new Promise<OpenedMap>((resolve, reject) => {
        this.#opening = { resolve, reject };
        this.#send({ kind: 'open', file });
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /** One tile, as a vector tile. */
  tile(place: readonly [z: number, x: number, y: number]): Promise<ArrayBuffer> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#tiles.set(id, { resolve, reject });
      this.#send({ kind: 'tile', id, place });
    });
  }

  #send(message: ToTileWorker): void {
    this.#worker.postMessage(message);
  }

  #hear(message: FromTileWorker): void {
    if (message.kind === 'opened') this.#opening?.resolve(message);
    else if (message.kind === 'tile') {
      this.#tiles.get(message.id)?.resolve(message.data);
      this.#tiles.delete(message.id);
    } else {
      const { trouble, detail } = message;
      this.#fail(new OwnMapError(trouble, detail === undefined ? {} : { detail }));
    }
  }

  /** There is no map, or none any more. */
  #fail(error: OwnMapError): void {
    this.#worker.terminate();
    this.#opening?.reject(error);
    for (const { reject } of this.#tiles.values()) reject(error);
    this.#tiles.clear();
  }
}

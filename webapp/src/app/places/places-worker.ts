import { DestroyRef, inject, Injectable } from '@angular/core';
import { readingLocale } from '../settings/reading-locale';
import type { FoundPlace, FromPlaces, ToPlaces } from './worker/places-messages';
import type { TilePlace } from './worker/point-tile';
import { StreetTileCourier, type StreetTiles } from './street-tiles';

/**
 * The world in a thread of its own: its map, and what places are called. Starting it loads the
 * gazetteer and the world's seas, 800 kB: for when the map stands.
 */
@Injectable({ providedIn: 'root' })
export class PlacesWorker {
  readonly #worker = new Worker(new URL('./worker/places.worker', import.meta.url), {
    type: 'module',
  });
  readonly #waiting = new Map<number, (answer: FromPlaces | undefined) => void>();
  #lastId = 0;
  #courier: StreetTileCourier | undefined;
  #hasFailed = false;

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<FromPlaces>) => {
      this.#waiting.get(data.id)?.(data);
      this.#waiting.delete(data.id);
    };
    this.#worker.onerror = () => {
      this.#close();
    };
    inject(DestroyRef).onDestroy(() => {
      this.#close();
    });
    const folder = new URL('base-map/', document.baseURI).href;
    this.#send({ kind: 'start', folder, language: inject(readingLocale) });
  }

  /** A vector tile of the world; an empty one if the files cannot be had. */
  async tile(place: TilePlace): Promise<ArrayBuffer> {
    const answer = await this.#ask((id) => ({ kind: 'tile', id, place }));
    return answer?.kind === 'tile' ? answer.data : new ArrayBuffer();
  }

  /** From now on streets are known by the names of the bundled map. */
  nameBundledStreets(): void {
    this.#courier = undefined;
    this.#send({ kind: 'streets', url: new URL('base-map/streets.json', document.baseURI).href });
  }

  /** From now on streets are known by the names in these tiles, which are read where places are asked for. */
  nameStreetsOf(tiles: StreetTiles): void {
    this.#send({ kind: 'tiled-streets' });
    this.#courier = new StreetTileCourier(tiles, {
      take: (place, data) => {
        this.#send({ kind: 'street-tile', place, data }, [data]);
      },
      forget: (place) => {
        this.#send({ kind: 'forget-tile', place });
      },
    });
  }

  /** What is known of places, longitudes and latitudes in turn; nothing if the worker has failed. */
  async find(at: Float64Array): Promise<readonly FoundPlace[]> {
    await this.#courier?.bring(at);
    const answer = await this.#ask((id) => ({ kind: 'find', id, at }));
    return answer?.kind === 'found' ? answer.found : [];
  }

  /** `undefined` when the worker has failed. */
  #ask(question: (id: number) => ToPlaces): Promise<FromPlaces | undefined> {
    if (this.#hasFailed) return Promise.resolve(undefined);
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#send(question(id));
    });
  }

  #send(message: ToPlaces, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #close(): void {
    this.#hasFailed = true;
    this.#worker.terminate();
    for (const resolve of this.#waiting.values()) resolve(undefined);
    this.#waiting.clear();
  }
}

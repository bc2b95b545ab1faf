import { answerWithin } from './answer-within';
import { tileAt, type TilePlace } from './worker/point-tile';

/** Where streets are and what they are called, cut into vector tiles. */
export interface StreetTiles {
  /** Of the tiles that are read. */
  readonly zoom: number;
  /** One tile as Mapbox's vector tile; empty where there is nothing. */
  readonly tile: (place: TilePlace) => Promise<ArrayBuffer>;
}

/** Who gets the tiles. */
export interface TileTaker {
  readonly take: (place: TilePlace, data: ArrayBuffer) => void;
  readonly forget: (place: TilePlace) => void;
}

/** Tiles that are brought for one question at most: places farther apart than that get no street. */
const mostAtOnce = 200;
/** Tiles that are with the taker at most: some 20 kB each. */
const mostKept = 400;
/** How long a tile is waited for, in milliseconds. */
const patienceMs = 8_000;

/** Brings the tiles around places to somebody, once each. */
export class StreetTileCourier {
  readonly #tiles: StreetTiles;
  readonly #taker: TileTaker;
  /** By their names; the first is the one that was wanted longest ago. */
  readonly #brought = new Map<string, TilePlace>();

  constructor(tiles: StreetTiles, taker: TileTaker) {
    this.#tiles = tiles;
    this.#taker = taker;
  }

  /** Resolves when the tiles of these places are there, as far as they can be had in time. */
  async bring(at: Float64Array): Promise<void> {
    const missing = [...this.#wanted(at)].filter(([name, place]) => !this.#renew(name, place));
    await Promise.all(missing.map(([name, place]) => this.#bringOne(name, place)));
    for (const [name, place] of this.#brought) {
      if (this.#brought.size <= mostKept) return;
      this.#brought.delete(name);
      this.#taker.forget(place);
    }
  }

  #wanted(at: Float64Array): ReadonlyMap<string, TilePlace> {
    const wanted = new Map<string, TilePlace>();
    for (let index = 0; index < at.length && wanted.size < mostAtOnce; index += 2) {
      const place = tileAt(at[index] ?? NaN, at[index + 1] ?? NaN, this.#tiles.zoom);
      if (place) wanted.set(place.join('/'), place);
    }
    return wanted;
  }

  #renew(name: string, place: TilePlace): boolean {
    const isThere = this.#brought.delete(name);
    if (isThere) this.#brought.set(name, place);
    return isThere;
  }

  async #bringOne(name: string, place: TilePlace): Promise<void> {
    const data = await answerWithin(patienceMs, this.#tiles.tile(place));
    if (!data) return;
    this.#brought.set(name, place);
    this.#taker.take(place, data);
  }
}

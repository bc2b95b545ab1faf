import KDBush from 'kdbush';
import {
  bearing,
  boxesAround,
  kmOfSquaredChord,
  squaredChord,
  unitVector,
  type Box,
} from './sphere';

/** `base-map/places.json`: towns, a column a quantity (`data/src/world/gazetteer.ts`). */
export interface GazetteerFile {
  /** In units of 0.001°, each from the one before. */
  readonly lngs: readonly number[];
  readonly lats: readonly number[];
  /** Four times the binary logarithm of the number of inhabitants. */
  readonly sizes: readonly number[];
  /** One a line. */
  readonly names: string;
}

/** A town, and where something lies seen from it. */
export interface NearTown {
  readonly name: string;
  readonly metres: number;
  /** From the town, in degrees clockwise from north. */
  readonly bearing: number;
  readonly isInside: boolean;
}

/** A town as the map names it. */
export interface Town {
  readonly name: string;
  readonly lng: number;
  readonly lat: number;
  readonly population: number;
}

const unitsPerDegree = 1_000;
/** A town this far away is not a place's own one, unless there is none nearer; a city is farther around. */
const reachKm = { town: 20, city: 60 };
/** So many people make a city: four times the binary logarithm of 100,000. */
const citySize = 66;
/** How far one looks, step by step, where there is no such town; farther away are the high seas. */
const lonelyReachKm = [60, 180, 500] as const;
/** People on a square kilometre of a town, about as in Sheffield and La Serena. */
const density = 3_000;
/** No town is smaller than that. */
const leastRadiusKm = 0.7;

/** Towns in an index of their own; `towns` says which town each of its items is. */
interface TownIndex {
  readonly index: KDBush;
  readonly towns: readonly number[];
}

/** The best town so far; below 0 where there is none. */
interface Choice {
  town: number;
  /** Of the way to it, squared. */
  chord: number;
  score: number;
}

/** The towns of the world, found by where they are. */
export class Gazetteer {
  readonly #names: readonly string[];
  readonly #lngs: Float64Array;
  readonly #lats: Float64Array;
  readonly #sizes: readonly number[];
  /** Three numbers a town: where it is on the unit sphere. */
  readonly #vectors: Float64Array;
  readonly #radiiKm: Float64Array;
  readonly #all: TownIndex;
  readonly #cities: TownIndex;

  constructor({ lngs, lats, sizes, names }: GazetteerFile) {
    this.#names = names === '' ? [] : names.split('\n');
    this.#sizes = sizes;
    this.#lngs = sumUp(lngs);
    this.#lats = sumUp(lats);
    this.#vectors = new Float64Array(3 * this.#lngs.length);
    this.#lngs.forEach((lng, town) => {
      this.#vectors.set(unitVector(lng, this.#lat(town)), 3 * town);
    });
    this.#radiiKm = Float64Array.from(sizes, (size) => radiusOf(2 ** (size / 4)));
    const towns = [...this.#lngs.keys()];
    this.#all = this.#indexOf(towns);
    this.#cities = this.#indexOf(towns.filter((town) => this.#size(town) >= citySize));
  }

  /**
   * The town of a place: of towns within 20 km and cities within 60 km the one with the least distance for its size (by the
   * root of its radius: a village counts near by, a city far around); else the nearest; none on the high seas.
   */
  townOf(lng: number, lat: number): NearTown | undefined {
    const { town, chord } = this.#choose(((((lng + 180) % 360) + 360) % 360) - 180, lat);
    if (town < 0) return undefined;
    const km = kmOfSquaredChord(chord);
    return {
      name: this.#names[town] ?? '',
      metres: km * 1_000,
      bearing: bearing(this.#lng(town), this.#lat(town), lng, lat),
      isInside: km <= (this.#radiiKm[town] ?? 0),
    };
  }

  /** At most `most` towns of at least so many people in a box, the largest first. */
  townsIn([west, south, east, north]: Box, leastPopulation: number, most: number): Town[] {
    const leastSize = Math.round(4 * Math.log2(Math.max(1, leastPopulation)));
    return this.#all.index
      .range(west, south, east, north)
      .filter((index) => this.#size(index) >= leastSize)
      .sort((one, other) => this.#size(other) - this.#size(one))
      .slice(0, most)
      .map((index) => ({
        name: this.#names[index] ?? '',
        lng: this.#lng(index),
        lat: this.#lat(index),
        population: 2 ** (this.#size(index) / 4),
      }));
  }

  #choose(lng: number, lat: number): Choice {
    const best = { town: -1, chord: Infinity, score: Infinity };
    this.#compare(best, this.#all, { lng, lat, km: reachKm.town });
    this.#compare(best, this.#cities, { lng, lat, km: reachKm.city });
    for (const km of lonelyReachKm) {
      if (best.town >= 0) break;
      this.#compare(best, this.#all, { lng, lat, km, isNearest: true });
    }
    return best;
  }

  /** Puts the best of the towns within reach into `best`, where it is better. It runs for every vehicle. */
  #compare(
    best: Choice,
    { index, towns }: TownIndex,
    {
      lng,
      lat,
      km,
      isNearest = false,
    }: { lng: number; lat: number; km: number; isNearest?: boolean },
  ): void {
    const [x, y, z] = unitVector(lng, lat);
    const farthest = squaredChord(km);
    for (const [west, south, east, north] of boxesAround(lng, lat, km)) {
      for (const item of index.range(west, south, east, north)) {
        const town = towns[item] ?? 0;
        const dx = (this.#vectors[3 * town] ?? 0) - x;
        const dy = (this.#vectors[3 * town + 1] ?? 0) - y;
        const dz = (this.#vectors[3 * town + 2] ?? 0) - z;
        const chord = dx * dx + dy * dy + dz * dz;
        // The squares of the distances, over the radii: they are in the same order.
        const score = isNearest ? chord : chord / (this.#radiiKm[town] ?? 1);
        if (chord > farthest || score >= best.score) continue;
        best.town = town;
        best.chord = chord;
        best.score = score;
      }
    }
  }

  #indexOf(towns: readonly number[]): TownIndex {
    const index = new KDBush(towns.length);
    for (const town of towns) index.add(this.#lng(town), this.#lat(town));
    return { index: index.finish(), towns };
  }

  #lng(index: number): number {
    return this.#lngs[index] ?? 0;
  }

  #lat(index: number): number {
    return this.#lats[index] ?? 0;
  }

  #size(index: number): number {
    return this.#sizes[index] ?? 0;
  }
}

/** Of a round town with so many people. */
function radiusOf(population: number): number {
  return Math.max(leastRadiusKm, Math.sqrt(population / density / Math.PI));
}

function sumUp(steps: readonly number[]): Float64Array {
  let sum = 0;
  return Float64Array.from(steps, (step) => {
    sum += step;
    return sum / unitsPerDegree;
  });
}

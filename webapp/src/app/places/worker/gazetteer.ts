import { around, distance } from 'geokdbush';
import KDBush from 'kdbush';

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

/** A box in degrees, within ±180. */
export type TownBox = readonly [west: number, south: number, east: number, north: number];

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
/** Farther away no town says where a place is: that is on the high seas. */
const farthestKm = 500;
/** People on a square kilometre of a town, about as in Sheffield and La Serena. */
const density = 3_000;
/** No town is smaller than that. */
const leastRadiusKm = 0.7;
/** Places in one square of this width have the same few towns to choose from. */
const cellDegrees = 0.05;
/** From its middle to a corner: at the equator, where it is largest. */
const cellReachKm = 4;
/** Squares whose towns are remembered: a fleet all over a country. */
const mostCells = 10_000;

/** A town that may be the one of a place. */
interface Candidate {
  readonly index: number;
  readonly radiusKm: number;
}

/** The towns of the world, found by where they are. */
export class Gazetteer {
  readonly #names: readonly string[];
  readonly #lngs: Float64Array;
  readonly #lats: Float64Array;
  readonly #sizes: readonly number[];
  readonly #index: KDBush;
  /** The cities alone, and which town each of them is. */
  readonly #cityIndex: KDBush;
  readonly #cities: readonly number[];
  readonly #cells = new Map<string, readonly Candidate[]>();

  constructor({ lngs, lats, sizes, names }: GazetteerFile) {
    this.#names = names === '' ? [] : names.split('\n');
    this.#sizes = sizes;
    this.#lngs = sumUp(lngs);
    this.#lats = sumUp(lats);
    this.#index = this.#indexOf([...this.#lngs.keys()]);
    this.#cities = [...this.#lngs.keys()].filter((index) => this.#size(index) >= citySize);
    this.#cityIndex = this.#indexOf(this.#cities);
  }

  /**
   * The town of a place: of towns within 20 km and cities within 60 km the one with the least distance for its size (by the
   * root of its radius: a village counts near by, a city far around); else the nearest; none on the high seas.
   */
  townOf(lng: number, lat: number): NearTown | undefined {
    let best: { candidate: Candidate; km: number; score: number } | undefined;
    for (const candidate of this.#candidates(lng, lat)) {
      const km = distance(lng, lat, this.#lng(candidate.index), this.#lat(candidate.index));
      const score = km / Math.sqrt(candidate.radiusKm);
      if (!best || score < best.score) best = { candidate, km, score };
    }
    if (!best || best.km > farthestKm) return undefined;
    const { index, radiusKm } = best.candidate;
    return {
      name: this.#names[index] ?? '',
      metres: best.km * 1_000,
      bearing: bearing(this.#lng(index), this.#lat(index), lng, lat),
      isInside: best.km <= radiusKm,
    };
  }

  /** At most `most` towns of at least so many people in a box, the largest first. */
  townsIn([west, south, east, north]: TownBox, leastPopulation: number, most: number): Town[] {
    const leastSize = Math.round(4 * Math.log2(Math.max(1, leastPopulation)));
    return this.#index
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

  /** Those that can be the town of a place in the same square. */
  #candidates(lng: number, lat: number): readonly Candidate[] {
    const column = Math.floor((((lng + 540) % 360) - 180) / cellDegrees);
    const row = Math.floor(lat / cellDegrees);
    const key = `${column},${row}`;
    const known = this.#cells.get(key);
    if (known) return known;
    const found = this.#search((column + 0.5) * cellDegrees, (row + 0.5) * cellDegrees);
    if (this.#cells.size >= mostCells) this.#cells.clear();
    this.#cells.set(key, found);
    return found;
  }

  #search(lng: number, lat: number): Candidate[] {
    const cities = around(this.#cityIndex, lng, lat, Infinity, reachKm.city);
    const indices = [
      ...around(this.#index, lng, lat, Infinity, reachKm.town),
      ...cities.map((city) => this.#cities[city] ?? 0),
    ];
    const near = indices.length > 0 ? indices : around(this.#index, lng, lat, 1);
    const scored = near.map((index) => {
      const km = distance(lng, lat, this.#lng(index), this.#lat(index));
      const radiusKm = radiusOf(2 ** (this.#size(index) / 4));
      const weight = Math.sqrt(radiusKm);
      const least = (km - cellReachKm) / weight;
      return { candidate: { index, radiusKm }, least, most: (km + cellReachKm) / weight };
    });
    const bound = Math.min(...scored.map(({ most }) => most));
    return scored.filter(({ least }) => least <= bound).map(({ candidate }) => candidate);
  }

  #indexOf(towns: readonly number[]): KDBush {
    const index = new KDBush(towns.length);
    for (const town of towns) index.add(this.#lng(town), this.#lat(town));
    return index.finish();
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

/** The direction in which one leaves the first place for the second, by the shortest way. */
function bearing(fromLng: number, fromLat: number, lng: number, lat: number): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [phi1, phi2, delta] = [radians(fromLat), radians(lat), radians(lng - fromLng)];
  const y = Math.sin(delta) * Math.cos(phi2);
  const x = Math.cos(phi1) * Math.sin(phi2) - Math.sin(phi1) * Math.cos(phi2) * Math.cos(delta);
  return ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360;
}

import type { City } from './cities.ts';
import type { LngLat } from '../read-streets.ts';

/** Towns from here on are always named. */
const leastPopulation = 3_000;
/** In empty land so is each smaller place that is the largest in a square this wide, in degrees. */
const emptySquare = 0.3;
/** About 100 m: less than the extent of any town. */
const scale = 1_000;
/** Cells of the curve along each side: 0.005° of longitude. */
const curveSide = 2 ** 16;

/** The gazetteer as the page loads it: a column a quantity, neighbours on the map next to each other. */
export interface GazetteerFile {
  /** In units of 0.001°, each from the one before. */
  readonly lngs: readonly number[];
  readonly lats: readonly number[];
  /** Four times the binary logarithm of the number of inhabitants. */
  readonly sizes: readonly number[];
  /** One a line. */
  readonly names: string;
}

/** Chooses the places that are named, and writes them. */
export function writeGazetteer(cities: readonly City[]): GazetteerFile {
  const places = chooseCities(cities)
    .map((city) => ({ city, rank: curveIndex(city.at) }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ city }) => city);
  return {
    lngs: steps(places.map(({ at }) => at[0])),
    lats: steps(places.map(({ at }) => at[1])),
    sizes: places.map(({ population }) => Math.round(4 * Math.log2(Math.max(1, population)))),
    names: places.map(({ name }) => name.replaceAll('\n', ' ')).join('\n'),
  };
}

/** Those that are large, or the largest far and wide. */
export function chooseCities(cities: readonly City[]): City[] {
  const squares = new Set<string>();
  return cities
    .toSorted((one, other) => other.population - one.population)
    .filter(({ population, at }) => {
      const square = at.map((degrees) => Math.floor(degrees / emptySquare)).join();
      const isFirst = !squares.has(square);
      squares.add(square);
      return population >= leastPopulation || isFirst;
    });
}

function steps(degrees: readonly number[]): number[] {
  let before = 0;
  return degrees.map((value) => {
    const rounded = Math.round(value * scale);
    const step = rounded - before;
    before = rounded;
    return step;
  });
}

/** The place's number along a Hilbert curve over the world. */
function curveIndex([lng, lat]: LngLat): number {
  let x = Math.min(curveSide - 1, Math.floor(((lng + 180) / 360) * curveSide));
  let y = Math.min(curveSide - 1, Math.floor(((lat + 90) / 180) * curveSide));
  let index = 0;
  for (let side = curveSide / 2; side >= 1; side /= 2) {
    const [right, up] = [(x & side) > 0 ? 1 : 0, (y & side) > 0 ? 1 : 0];
    index += side * side * ((3 * right) ^ up);
    if (up === 1) continue;
    if (right === 1) [x, y] = [curveSide - 1 - x, curveSide - 1 - y];
    [x, y] = [y, x];
  }
  return index;
}

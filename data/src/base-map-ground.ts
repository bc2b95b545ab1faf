import { boxAround, simplifyLine, roundLine, type Ring } from './base-map-geometry.ts';
import { contour, type Polygon } from './base-map-contour.ts';
import {
  addLine,
  blur,
  distanceToMarked,
  fillRing,
  makeRaster,
  withValues,
  type Raster,
} from './base-map-raster.ts';
import type { Street, StreetClass } from './read-streets.ts';

/** The ground under the streets, as the map fills it. */
export interface Ground {
  /** Where there is land for certain: around streets, and where the coarse coastline says so. */
  readonly land: readonly Polygon[];
  /** Where streets lie close together. */
  readonly settled: readonly Polygon[];
}

const cellMetres = 50;
/** Far enough around the outermost streets that nobody sees the field's border: 0.03 degrees. */
const marginDegrees = 0.03;
/** A street this close to the sea has a verge, a beach or a quay. */
const vergeMetres = 130;
/** Bays narrower than twice this between verge and coarse coast are drawn as land. */
const closingMetres = 450;
/** Half-width of the averaging for the density of streets, in cells: about 300 m. */
const densityRadius = 3;
/** Metres of street in a cell of 50 m, averaged, from which on the ground counts as settled. */
const settledMetres = 13;
/** The outlines may stray this far: less than a pixel up to zoom 14. 6 m in degrees. */
const toleranceDegrees = 6 / 111_195;
/** Smaller islands and holes than 30 cells (0.075 km²) are noise. */
const leastCells = 30;

/** Through roads between towns, which make no settlement. */
const throughRoads = new Set<StreetClass>(['motorway', 'trunk', 'primary']);

/**
 * Natural Earth's coast is up to a kilometre off where one looks at streets, so the land here is that
 * coast together with the surroundings of every street.
 */
export function drawGround(streets: readonly Street[], coarseLand: readonly Ring[]): Ground {
  const lines = streets.map(({ line }) => line);
  const raster = makeRaster(boxAround(lines, marginDegrees), cellMetres);
  return {
    land: outline(landField(raster, lines, coarseLand), 0.5),
    settled: outline(settledField(raster, streets), settledMetres),
  };
}

function landField(raster: Raster, lines: readonly Street['line'][], land: readonly Ring[]) {
  const marked = withValues(raster, new Float32Array(raster.values.length));
  for (const line of lines) addLine(marked, line);
  const isNearStreet = distanceToMarked(marked).map((metres) => (metres <= vergeMetres ? 1 : 0));
  const near = withValues(raster, isNearStreet);
  for (const ring of land) fillRing(near, ring);
  return withValues(raster, blur(close(near), 1));
}

/** Fills the gaps that are narrower than twice the closing distance. */
function close(raster: Raster): Raster {
  const grown = distanceToMarked(raster).map((metres) => (metres <= closingMetres ? 0 : 1));
  const shrunk = distanceToMarked(withValues(raster, grown));
  return withValues(
    raster,
    shrunk.map((metres, cell) => (metres > closingMetres || raster.values[cell] ? 1 : 0)),
  );
}

function settledField(raster: Raster, streets: readonly Street[]): Raster {
  const field = withValues(raster, new Float32Array(raster.values.length));
  for (const street of streets) {
    if (!throughRoads.has(street.class)) addLine(field, street.line);
  }
  return withValues(raster, blur(field, densityRadius));
}

function outline(field: Raster, level: number): Polygon[] {
  return contour(field, level, leastCells).map((polygon) =>
    polygon.map((ring) => roundLine(simplifyRing(ring), 5)),
  );
}

/** A ring starts and ends at one point, from which Douglas-Peucker would measure nothing. */
function simplifyRing(ring: Ring): Ring {
  const half = Math.floor(ring.length / 2);
  const first = simplifyLine(ring.slice(0, half + 1), toleranceDegrees);
  return [...first, ...simplifyLine(ring.slice(half), toleranceDegrees).slice(1)];
}

import { boxAround, roundLine, simplifyLine, type Box, type Ring } from './base-map-geometry.ts';
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

/** The ground of the region, as the map fills it. */
export interface Ground {
  /** Within it the land below is the whole land; elsewhere nothing is known. */
  readonly box: Box;
  readonly land: readonly Polygon[];
  /** Where streets lie close together. */
  readonly settled: readonly Polygon[];
}

const cellMetres = 50;
/** The field reaches this far beyond the outermost streets, to come back to the coarse coast there. */
const marginDegrees = 0.12;
/** A street this close to the sea has a beach, a verge or a quay. */
const vergeMetres = 180;
/** How far off the coarse coast may be: about as much as it is at the Avenida del Mar. */
const coastErrorMetres = 1_300;
/** Half-width of the averaging of the coast, in cells: its corners are an artefact of its scale. */
const coastRadius = 3;
/** Half-width of the averaging of the density of streets, in cells: about 300 m. */
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
 * Natural Earth's coast is more than a kilometre off where one looks at streets: too far out in the
 * bay, and inland of others. So land is what is close to a street, sea is what lies within that error
 * of the coarse sea and far from any street.
 */
export function drawGround(streets: readonly Street[], coarseLand: readonly Ring[]): Ground {
  const lines = streets.map(({ line }) => line);
  const box = boxAround(lines, marginDegrees);
  const raster = makeRaster(box, cellMetres);
  return {
    box,
    land: outline(landField(raster, lines, coarseLand), 0.5),
    settled: outline(settledField(raster, streets), settledMetres),
  };
}

function landField(raster: Raster, lines: readonly Street['line'][], coarse: readonly Ring[]) {
  const streets = withValues(raster, new Float32Array(raster.values.length));
  for (const line of lines) addLine(streets, line);
  const land = withValues(raster, new Float32Array(raster.values.length));
  for (const ring of coarse) fillRing(land, ring);
  const sea = withValues(
    raster,
    land.values.map((value) => (value > 0 ? 0 : 1)),
  );
  const [fromStreet, fromSea] = [distanceToMarked(streets), distanceToMarked(sea)];
  const isLand = land.values.map((_, cell) => {
    const isNearStreet = (fromStreet[cell] ?? 0) <= vergeMetres;
    return isNearStreet || (fromSea[cell] ?? 0) > errorAt(raster, cell) ? 1 : 0;
  });
  return withValues(raster, blur(withValues(raster, isLand), coastRadius));
}

/** The error assumed of the coast; none at the field's border, where the coarse coast goes on. */
function errorAt({ columns, rows, cellMetres }: Raster, cell: number): number {
  const [column, row] = [cell % columns, Math.floor(cell / columns)];
  const toBorder = Math.min(column, row, columns - 1 - column, rows - 1 - row) * cellMetres;
  return Math.min(coastErrorMetres, toBorder / 5);
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

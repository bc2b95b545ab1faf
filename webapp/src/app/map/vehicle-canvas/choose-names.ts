import { zoomOf, type Camera, type MercatorPoint } from '../../geo/mercator';

/** More names than this at once hide the map, and cost time in every frame. */
export const mostNames = 60;
/** From this zoom on names are shown. */
const namesFromZoom = 13;
/** Room for a name in CSS pixels; a name that would lie over another is left out. */
const nameBox = { width: 110, height: 20 };

/** Vehicles that may be named, and where they are shown. */
export interface NamesInSight {
  readonly camera: Camera;
  /** The most important first. */
  readonly rows: Iterable<number>;
  /** Those that are named wherever they are, at any zoom. */
  readonly always: readonly number[];
  /** In CSS pixels; `undefined` for a row that is not shown. */
  readonly placeOf: (row: number) => MercatorPoint | undefined;
}

/** Whose names are shown: those in `always`, and at high zooms each one that has room. */
export function chooseNames({ camera, rows, always, placeOf }: NamesInSight): readonly number[] {
  const named = new Set(always);
  const taken = always.map(placeOf);
  for (const row of zoomOf(camera) >= namesFromZoom ? rows : []) {
    if (named.size >= mostNames) break;
    const place = placeOf(row);
    if (!place || named.has(row) || !isOnScreen(place, camera)) continue;
    if (taken.some((other) => other && overlaps(place, other))) continue;
    taken.push(place);
    named.add(row);
  }
  return [...named];
}

function isOnScreen({ x, y }: MercatorPoint, { width, height }: Camera): boolean {
  return x > -50 && y > -20 && x < width + 50 && y < height + 20;
}

function overlaps(a: MercatorPoint, b: MercatorPoint): boolean {
  return Math.abs(a.x - b.x) < nameBox.width && Math.abs(a.y - b.y) < nameBox.height;
}

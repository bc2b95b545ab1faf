import type { Box, MapSize } from '../cover/free-room';
import type { MercatorPoint } from '../../geo/mercator';
import { BoxIndex } from './box-index';

/** More names than this at once hide the map, and cost time in every frame. */
export const mostNames = 60;
/** How high a name is, in CSS pixels: see `.vehicle-name`. */
export const nameHeight = 18;
/** Between a symbol and its name. */
const gap = 3;

const sides = ['below', 'right', 'left', 'above'] as const;
/** Where the name that is looked at stands as well, rather than on a label. */
const corners = ['lower right', 'lower left', 'upper right', 'upper left'] as const;

/** Where a name stands beside its vehicle. */
export type Side = (typeof sides | typeof corners)[number];

/** A vehicle that may be named. */
export interface NameWish {
  readonly row: number;
  /** Where the vehicle is shown, and how far its symbol reaches, in CSS pixels. */
  readonly at: MercatorPoint;
  readonly reach: number;
  /** How wide its name is. */
  readonly width: number;
  /** Named whatever it lies upon, and on a label only if it would be on one everywhere: it is looked at. */
  readonly isWanted: boolean;
}

/** What names must keep clear of, in CSS pixels of the map. */
export interface NameRoom {
  readonly map: MapSize;
  /** The symbols, dots and numbers of all vehicles in sight. */
  readonly vehicles: Iterable<Box>;
  /** The labels of the map itself, which only wanted names may lie upon. */
  readonly labels: Iterable<Box>;
  /** On which side a vehicle was named before: there its name stays while it can. */
  readonly before: ReadonlyMap<number, Side>;
}

/**
 * On which side of which vehicle a name has room: no name lies on another, and none that is not
 * wanted on a vehicle or on a label of the map.
 *
 * @param wishes the most important first.
 */
export function placeNames(
  wishes: Iterable<NameWish>,
  { map, vehicles, labels, before }: NameRoom,
): ReadonlyMap<number, Side> {
  const [things, texts] = [new BoxIndex(map), new BoxIndex(map)];
  for (const box of vehicles) things.add(box);
  for (const box of labels) texts.add(box);
  const placed = new Map<number, Side>();
  for (const wish of wishes) {
    if (placed.size >= mostNames) break;
    if (placed.has(wish.row)) continue;
    const kept = before.get(wish.row);
    const order = kept ? [kept, ...sides] : sides;
    const isClear = (side: Side) =>
      isIn(nameBox(wish, side), map) && things.isFree(nameBox(wish, side));
    const isFree = (side: Side) => isClear(side) && texts.isFree(nameBox(wish, side));
    const side = wish.isWanted
      ? ([...order, ...corners].find(isFree) ?? order.find(isClear) ?? 'below')
      : order.find(isFree);
    if (!side) continue;
    things.add(nameBox(wish, side));
    placed.set(wish.row, side);
  }
  return placed;
}

/** The box of a name on one side of its vehicle. */
export function nameBox({ at, reach, width }: Omit<NameWish, 'row' | 'isWanted'>, side: Side): Box {
  const { x, y } = nameOffset(reach, width, side);
  const [left, top] = [at.x + x, at.y + y];
  return { left, top, right: left + width, bottom: top + nameHeight };
}

/** From a vehicle to the upper left corner of its name. */
export function nameOffset(reach: number, width: number, side: Side): MercatorPoint {
  switch (side) {
    case 'below':
      return { x: -width / 2, y: reach + gap };
    case 'above':
      return { x: -width / 2, y: -reach - gap - nameHeight };
    case 'right':
      return { x: reach + gap, y: -nameHeight / 2 };
    case 'left':
      return { x: -reach - gap - width, y: -nameHeight / 2 };
    case 'lower right':
      return { x: reach / 2, y: reach + gap };
    case 'lower left':
      return { x: -reach / 2 - width, y: reach + gap };
    case 'upper right':
      return { x: reach / 2, y: -reach - gap - nameHeight };
    case 'upper left':
      return { x: -reach / 2 - width, y: -reach - gap - nameHeight };
  }
}

function isIn({ left, top, right, bottom }: Box, { width, height }: MapSize): boolean {
  return left >= 0 && top >= 0 && right <= width && bottom <= height;
}

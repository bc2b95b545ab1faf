/** A part of the map, in CSS pixels from its top left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How wide and high the map is, in CSS pixels. */
export interface MapSize {
  readonly width: number;
  readonly height: number;
}

/** Pixels of the map that something lies upon, at each side. */
export interface Covered {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** With less room than this beside it, a cover is not kept clear of: nothing could be shown there. */
export const leastRoom = { width: 120, height: 64 } as const;

/**
 * The largest rectangle of the map that nothing lies upon. Of covers that together leave no room the
 * smallest ones are not kept clear of.
 *
 * @example
 * freeRoom({ width: 800, height: 600 }, [{ left: 500, top: 0, right: 800, bottom: 600 }]);
 * // { left: 0, top: 0, right: 500, bottom: 600 }
 */
export function freeRoom({ width, height }: MapSize, covers: readonly Box[]): Box {
  let rooms: readonly Box[] = [{ left: 0, top: 0, right: width, bottom: height }];
  for (const cover of covers.toSorted((a, b) => area(b) - area(a))) {
    const left = rooms.flatMap((room) => roomsBeside(room, cover)).filter(isRoomy);
    if (left.length > 0) rooms = withoutInner(left);
  }
  return rooms.reduce((best, room) => (area(room) > area(best) ? room : best));
}

/** Whether two boxes have pixels in common. */
export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The largest rectangles of a room that a cover leaves: above, below, left and right of it. */
function roomsBeside(room: Box, cover: Box): readonly Box[] {
  if (!overlaps(room, cover)) return [room];
  return [
    { ...room, bottom: cover.top },
    { ...room, top: cover.bottom },
    { ...room, right: cover.left },
    { ...room, left: cover.right },
  ].filter(({ left, right, top, bottom }) => left < right && top < bottom);
}

function isRoomy({ left, top, right, bottom }: Box): boolean {
  return right - left >= leastRoom.width && bottom - top >= leastRoom.height;
}

/** Without those that lie in another one: there are few then, however many covers there are. */
function withoutInner(rooms: readonly Box[]): readonly Box[] {
  return rooms.filter(
    (room, at) =>
      !rooms.some((other, from) => isInside(room, other) && (from < at || !isInside(other, room))),
  );
}

function isInside(inner: Box, outer: Box): boolean {
  return (
    inner.left >= outer.left &&
    inner.top >= outer.top &&
    inner.right <= outer.right &&
    inner.bottom <= outer.bottom
  );
}

function area({ left, top, right, bottom }: Box): number {
  return (right - left) * (bottom - top);
}

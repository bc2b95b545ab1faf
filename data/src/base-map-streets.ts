import type { LngLat, Street, StreetClass } from './read-streets.ts';

/** A street as the map draws and labels it: junctions do not end it, its name does. */
export interface MapStreet {
  readonly line: readonly LngLat[];
  readonly class: StreetClass;
  readonly name: string | null;
  readonly oneway: boolean;
}

/** A piece of street, and which of its ends are joined to which piece. */
interface Piece {
  readonly street: Street;
  /** The neighbours at the line's start and at its end. */
  readonly joined: [Joint | undefined, Joint | undefined];
}
interface Joint {
  readonly piece: Piece;
  /** 0: the start of its line; 1: its end. */
  readonly end: 0 | 1;
}

/** A sharper turn than this is a corner, where a label must not run round: 60 degrees. */
const sharpestTurn = Math.PI / 3;

/**
 * Joins the pieces of one street (same name, class and direction of driving) over its junctions, so
 * that labels have lines long enough to flow along. Where several pieces meet, the straightest pair
 * is joined first. Every point of every piece is kept.
 */
export function joinStreets(streets: readonly Street[]): MapStreet[] {
  const pieces = streets.map((street): Piece => ({ street, joined: [undefined, undefined] }));
  for (const joints of groupByJunction(pieces).values()) joinStraightest(joints);
  const done = new Set<Piece>();
  const joined: MapStreet[] = [];
  for (const piece of pieces) {
    if (!done.has(piece)) joined.push(walkFrom(firstOfChain(piece), done));
  }
  return joined;
}

function groupByJunction(pieces: readonly Piece[]): Map<string, Joint[]> {
  const groups = new Map<string, Joint[]>();
  for (const piece of pieces) {
    const { name, class: streetClass, oneway, from, to } = piece.street;
    [from, to].forEach((junction, end) => {
      const key = JSON.stringify([junction, name, streetClass, oneway]);
      const group = groups.get(key) ?? [];
      groups.set(key, group);
      group.push({ piece, end: end === 0 ? 0 : 1 });
    });
  }
  return groups;
}

function joinStraightest(joints: readonly Joint[]): void {
  const pairs = joints.flatMap((a, index) =>
    joints.slice(index + 1).map((b) => ({ a, b, turn: turnBetween(a, b) })),
  );
  for (const { a, b, turn } of pairs.sort((one, other) => one.turn - other.turn)) {
    if (turn > sharpestTurn || a.piece === b.piece) continue;
    if (a.piece.joined[a.end] || b.piece.joined[b.end]) continue;
    // Two one-way pieces that both end, or both start, here are not one way through.
    if (a.piece.street.oneway && a.end === b.end) continue;
    a.piece.joined[a.end] = b;
    b.piece.joined[b.end] = a;
  }
}

/** How far the way bends when one drives in over `a` and out over `b`: 0 is straight on. */
function turnBetween(a: Joint, b: Joint): number {
  const difference = Math.abs(outwardDirection(a) - outwardDirection(b));
  return Math.abs(Math.PI - Math.min(difference, 2 * Math.PI - difference));
}

function outwardDirection({ piece, end }: Joint): number {
  const { line } = piece.street;
  const at = end === 0 ? line[0] : line.at(-1);
  const next = end === 0 ? line[1] : line.at(-2);
  if (!at || !next) return 0;
  const shrink = Math.cos((at[1] * Math.PI) / 180);
  return Math.atan2(next[1] - at[1], (next[0] - at[0]) * shrink);
}

/** The free end of the chain that `piece` belongs to; `piece` itself where the chain is a loop. */
function firstOfChain(piece: Piece): Joint {
  let here: Joint = { piece, end: 0 };
  for (;;) {
    const before = here.piece.joined[here.end];
    if (!before) return here;
    here = { piece: before.piece, end: before.end === 0 ? 1 : 0 };
    if (here.piece === piece) return here;
  }
}

function walkFrom(start: Joint, done: Set<Piece>): MapStreet {
  const { street } = start.piece;
  const line: LngLat[] = [];
  let here: Joint | undefined = start;
  while (here && !done.has(here.piece)) {
    done.add(here.piece);
    const points = here.end === 0 ? here.piece.street.line : here.piece.street.line.toReversed();
    line.push(...(line.length === 0 ? points : points.slice(1)));
    here = here.piece.joined[here.end === 0 ? 1 : 0];
  }
  // A one-way chain may have been walked against the traffic.
  const isReversed = street.oneway && start.end === 1;
  return {
    line: isReversed ? line.toReversed() : line,
    class: street.class,
    name: street.name,
    oneway: street.oneway,
  };
}

/** Longitude and latitude in degrees. A longitude may lie beyond ±180. */
export type Position = [lng: number, lat: number];

/** A part of a line covers no more of the world than this: MapLibre takes one world at each side. */
const widest = 360;
/** From here on a step across the world runs along the edge of a map, or a pole, and is meant. */
const edgeOfMap = 85;

/** How much of a cut along the antimeridian is drawn over it, so that no seam is seen. */
const overlapPart = 0.1;

/**
 * A line whose steps all take the short way, from 179° to 181° and not back around the world; most of
 * it within ±180. One that runs more than once around the world is several.
 */
export function unwrapLine(line: readonly Position[]): Position[][] {
  const pieces: Position[][] = [];
  let piece: Position[] = [];
  let [west, east] = [Infinity, -Infinity];
  for (const position of takeShortWay(line)) {
    const last = piece.at(-1);
    if (last && Math.max(east, position[0]) - Math.min(west, position[0]) > widest) {
      pieces.push(piece);
      piece = [last];
      [west, east] = [last[0], last[0]];
    }
    piece.push(position);
    west = Math.min(west, position[0]);
    east = Math.max(east, position[0]);
  }
  pieces.push(piece);
  return pieces.map((each) => shifted(each, -worldsFrom(0, each)));
}

/** A polygon as {@link unwrapLine} has a line; holes stay where they are in it. */
export function unwrapPolygon(rings: readonly (readonly Position[])[]): Position[][] {
  const [outline = [], ...holes] = rings.map((ring) => overlapCuts(unwrapRing(ring)));
  const centred = shifted(outline, -worldsFrom(0, outline));
  const middle = middleOf(centred);
  return [centred, ...holes.map((hole) => shifted(hole, -worldsFrom(middle, hole)))];
}

function takeShortWay(line: readonly Position[]): Position[] {
  let [shift, before] = [0, 0];
  return line.map(([lng, lat], index) => {
    const step = lng + shift - before;
    // Exactly once around the world is meant, as by an outline of the world; so is the edge of a map.
    const isMeant = Math.abs(step) === 360 || Math.abs(lat) >= edgeOfMap;
    if (index > 0 && !isMeant) shift -= 360 * Math.round(step / 360);
    before = lng + shift;
    return [before, lat];
  });
}

/** A ring around a pole does not come back to where it began: it is closed over the pole. */
function unwrapRing(ring: readonly Position[]): Position[] {
  const unwrapped = takeShortWay(ring);
  const [first, last] = [unwrapped[0], unwrapped.at(-1)];
  if (!first || !last) return [];
  const isAround = Math.abs(last[0] - first[0]) > 180 && isSame(ring[0], ring.at(-1));
  const pole = Math.sign(first[1]) * 90;
  if (isAround) return [...unwrapped, [last[0], pole], [first[0], pole], first];
  return isSame(first, last) ? unwrapped : [...unwrapped, first];
}

function isSame(a: Position | undefined, b: Position | undefined): boolean {
  return a !== undefined && b !== undefined && (a[0] - b[0]) % 360 === 0 && a[1] === b[1];
}

/** Areas that were cut at ±180°, as RFC 7946 (3.1.9) asks for, reach a little over it. */
function overlapCuts(ring: readonly Position[]): Position[] {
  const overlapped: Position[] = [];
  for (const position of ring) {
    const before = overlapped.at(-1);
    const [lng, lat] = position;
    if (before?.[0] === lng && Math.abs(lng) === 180) {
      const beyond = lng + Math.sign(lng) * Math.min(1, overlapPart * Math.abs(lat - before[1]));
      overlapped.push([beyond, before[1]], [beyond, lat]);
    }
    overlapped.push(position);
  }
  return overlapped;
}

function middleOf(line: readonly Position[]): number {
  let [west, east] = [Infinity, -Infinity];
  for (const [lng] of line) {
    west = Math.min(west, lng);
    east = Math.max(east, lng);
  }
  return (west + east) / 2;
}

/** How many worlds east of this longitude most of a line is. */
function worldsFrom(lng: number, line: readonly Position[]): number {
  return Math.round((middleOf(line) - lng) / 360);
}

function shifted(line: readonly Position[], worlds: number): Position[] {
  return worlds === 0 ? [...line] : line.map(([lng, lat]) => [lng + 360 * worlds, lat]);
}

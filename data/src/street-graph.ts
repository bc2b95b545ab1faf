import type { LngLat, Street, StreetClass } from './read-streets.ts';

/** A street in one direction in which it may be driven. */
export interface Lane {
  readonly street: Street;
  /** The junctions it leads from and to. */
  readonly from: number;
  readonly to: number;
  /** From `from` to `to`. */
  readonly line: readonly LngLat[];
  readonly lengthM: number;
  readonly speedKmh: number;
}

/** Driving on from a lane at its end. */
export interface Move {
  readonly to: Lane;
  /** By how much one turns, in radians: 0 is straight on. */
  readonly turn: number;
}

/** Chilean law where it has a general rule (50 in towns), else what such streets are signed with. */
const usualSpeedKmh: Readonly<Record<StreetClass, number>> = {
  motorway: 100,
  trunk: 80,
  primary: 60,
  secondary: 50,
  tertiary: 50,
  unclassified: 50,
  residential: 40,
  living_street: 20,
};

/** The legal speed of a street; what is usual for its class where the source does not know it. */
export function legalSpeedKmh(street: Street): number {
  return street.speedKmh ?? usualSpeedKmh[street.class];
}

/** On the WGS84 ellipsoid in the middle of the region, 29.95° south: 0.2 % off at its borders. */
const metresPerDegree = { lng: 96_530, lat: 110_850 };

/** The distance of two points of the region, in metres. */
export function distanceM([lng, lat]: LngLat, [otherLng, otherLat]: LngLat): number {
  const east = (otherLng - lng) * metresPerDegree.lng;
  const north = (otherLat - lat) * metresPerDegree.lat;
  return Math.sqrt(east * east + north * north);
}

/** The direction from a point to another in radians, anticlockwise from east. */
export function directionOf([lng, lat]: LngLat, [otherLng, otherLat]: LngLat): number {
  const east = (otherLng - lng) * metresPerDegree.lng;
  const north = (otherLat - lat) * metresPerDegree.lat;
  return Math.atan2(north, east);
}

/** The length of a line, in metres. */
export function lengthOf(line: readonly LngLat[]): number {
  return line.slice(1).reduce((sum, point, i) => sum + distanceM(line[i] ?? point, point), 0);
}

function lanesOf(street: Street): Lane[] {
  const speedKmh = legalSpeedKmh(street);
  const there: Lane = {
    street,
    from: street.from,
    to: street.to,
    line: street.line,
    lengthM: lengthOf(street.line),
    speedKmh,
  };
  const back = { ...there, from: street.to, to: street.from, line: street.line.toReversed() };
  return street.oneway ? [there] : [there, back];
}

/**
 * Where one can drive: lanes and the moves from each to the next. One-ways are respected, and turning
 * round in the street is not a move. Every lane can be reached from every other, so that every trip
 * has a way back; streets for which that does not hold (dead ends, streets cut off at the border of
 * the region) are left out.
 */
export class StreetGraph {
  readonly lanes: readonly Lane[];
  readonly #moves: ReadonlyMap<Lane, readonly Move[]>;

  constructor(streets: readonly Street[]) {
    const all = streets.flatMap(lanesOf);
    const next = onwardLanes(all);
    const connected = largestComponent(all, next);
    this.lanes = all.filter((lane) => connected.has(lane));
    this.#moves = new Map(
      this.lanes.map((lane) => {
        const onward = lanesAfter(next, lane).filter((to) => connected.has(to));
        return [lane, onward.map((to) => ({ to, turn: turnBetween(lane, to) }))];
      }),
    );
  }

  /** How one can drive on at the end of `lane`. */
  moves(lane: Lane): readonly Move[] {
    return this.#moves.get(lane) ?? [];
  }
}

function turnBetween(lane: Lane, next: Lane): number {
  const [a, b] = lane.line.slice(-2);
  const [c, d] = next.line;
  if (!a || !b || !c || !d) return 0;
  const turn = Math.abs(directionOf(a, b) - directionOf(c, d));
  return Math.min(turn, 2 * Math.PI - turn);
}

type Onward = ReadonlyMap<Lane, readonly Lane[]>;

function lanesAfter(onward: Onward, lane: Lane): readonly Lane[] {
  return onward.get(lane) ?? [];
}

function onwardLanes(lanes: readonly Lane[]): Onward {
  const leaving = Map.groupBy(lanes, (lane) => lane.from);
  return new Map(
    lanes.map((lane) => {
      const onward = leaving.get(lane.to) ?? [];
      return [lane, onward.filter((other) => other.street !== lane.street)];
    }),
  );
}

function reverseOf(next: Onward): Onward {
  const reverse = new Map<Lane, Lane[]>();
  for (const [lane, onward] of next) {
    for (const other of onward) reverse.set(other, [...(reverse.get(other) ?? []), lane]);
  }
  return reverse;
}

function reachableFrom(start: Lane, next: Onward): Set<Lane> {
  const reached = new Set([start]);
  for (const lane of reached) {
    for (const other of lanesAfter(next, lane)) reached.add(other);
  }
  return reached;
}

/**
 * The largest set of lanes each of which can be reached from each. What can be reached from a lane and
 * reaches it is the set that it belongs to; most lanes belong to the largest, so a few tries find it.
 */
function largestComponent(lanes: readonly Lane[], next: Onward): Set<Lane> {
  const back = reverseOf(next);
  const untried = new Set(lanes);
  let largest = new Set<Lane>();
  for (const lane of lanes) {
    if (!untried.has(lane)) continue;
    const reaching = reachableFrom(lane, back);
    const component = new Set([...reachableFrom(lane, next)].filter((to) => reaching.has(to)));
    for (const member of component) untried.delete(member);
    if (component.size > largest.size) largest = component;
    if (largest.size >= untried.size) break;
  }
  return largest;
}

import type { Track, TrackPoint } from './track.ts';

/** Where a track file says nothing: the limit in towns of most countries. */
const usualSpeedKmh = 50;

/** The ends of a track that are nearer to each other than this meet: it is driven round. */
const meetingM = 50;

/** Points nearer to each other than this are one: a standing receiver's noise has no direction. */
const samePlaceM = 0.5;

/** No piece is longer, so that speeding up and braking have places to begin. */
const maxPieceM = 25;

/** A place on the way, with the legal speed from there to the next. */
export interface Waypoint {
  readonly lat: number;
  /** Not wrapped at 180°, so that neighbours are near each other in number too. */
  readonly lng: number;
  readonly limitMs: number;
}

/** A way that ends where it begins, so that it can be driven for ever. */
export interface Route {
  /** The last is in the place of the first; neighbours are at most 25 m apart. */
  readonly waypoints: readonly Waypoint[];
  /** Where a track that is driven there and back turns round. */
  readonly turn: number | undefined;
}

/** Metres to the east and to the north from a place to one nearby, on the WGS84 ellipsoid. */
export function offsetM(
  from: { readonly lat: number; readonly lng: number },
  to: { readonly lat: number; readonly lng: number },
): { readonly east: number; readonly north: number } {
  // Length of a degree by the usual series for the WGS84 ellipsoid, true to a few centimetres.
  const phi = (((from.lat + to.lat) / 2) * Math.PI) / 180;
  const degreeLat = 111_132.92 - 559.82 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi);
  const degreeLng = 111_412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi);
  return { east: (to.lng - from.lng) * degreeLng, north: (to.lat - from.lat) * degreeLat };
}

/** The distance of two places near each other, in metres. */
export function distanceM(
  from: { readonly lat: number; readonly lng: number },
  to: { readonly lat: number; readonly lng: number },
): number {
  const { east, north } = offsetM(from, to);
  return Math.sqrt(east * east + north * north);
}

/** How many places a track visits one after the other: one that visits fewer than 2 is no way. */
export function countPlaces(points: readonly TrackPoint[]): number {
  return toWaypoints(points).length;
}

/** A track as it is driven: round where its ends meet, else there and back. */
export function layRoute({ points }: Pick<Track, 'points'>): Route {
  const there = toWaypoints(points);
  const [first, last] = [there[0], there.at(-1)];
  if (!first || !last || there.length < 2) throw new Error('a route has at least two places');
  const gapM = distanceM(first, last);
  if (there.length > 2 && gapM < meetingM) {
    const onward = gapM < samePlaceM ? there.slice(0, -1) : there;
    return { waypoints: divide([...onward, first]), turn: undefined };
  }
  const outward = divide(there);
  return { waypoints: [...outward.slice(0, -1), ...backAlong(outward)], turn: outward.length - 1 };
}

/** The way back: each piece is driven with the limit that it has on the way there. */
function backAlong(outward: readonly Waypoint[]): readonly Waypoint[] {
  return outward
    .map((waypoint, i) => ({ ...waypoint, limitMs: outward[i - 1]?.limitMs ?? waypoint.limitMs }))
    .reverse();
}

function toWaypoints(points: readonly TrackPoint[]): readonly Waypoint[] {
  const waypoints: Waypoint[] = [];
  for (const { lat, lng, speedKmh = usualSpeedKmh } of points) {
    const last = waypoints.at(-1);
    const waypoint = { lat, lng: nearestTurn(lng, last?.lng ?? lng), limitMs: speedKmh / 3.6 };
    if (!last || distanceM(last, waypoint) >= samePlaceM) waypoints.push(waypoint);
  }
  return waypoints;
}

/** The longitude counted on from its neighbour's: 180° is crossed without a jump. */
function nearestTurn(lng: number, neighbourLng: number): number {
  return lng + 360 * Math.round((neighbourLng - lng) / 360);
}

function divide(waypoints: readonly Waypoint[]): readonly Waypoint[] {
  return waypoints.flatMap((from, i) => {
    const to = waypoints[i + 1];
    if (!to) return [from];
    const pieces = Math.max(1, Math.ceil(distanceM(from, to) / maxPieceM));
    return Array.from({ length: pieces }, (_, piece) => between(from, to, piece / pieces));
  });
}

function between(from: Waypoint, to: Waypoint, share: number): Waypoint {
  return {
    lat: from.lat + (to.lat - from.lat) * share,
    lng: from.lng + (to.lng - from.lng) * share,
    limitMs: from.limitMs,
  };
}

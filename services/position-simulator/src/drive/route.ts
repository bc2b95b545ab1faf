import { distanceM, nearestTurn } from './geometry.ts';
import type { Track, TrackPoint } from './track.ts';

/** Where a track file says nothing: the limit in towns of most countries. */
const usualSpeedKmh = 50;

/** The ends of a track that are nearer to each other than this meet: it is driven round. */
const meetingM = 50;

/** Points nearer to each other than this are one: a standing receiver's noise has no direction. */
const samePlaceM = 0.5;

/** No piece is longer, so that speeding up and braking have places to begin… */
const maxPieceM = 25;

/** …but on a way of more than 2,500 km: it is cut into no more pieces than memory and a start have room for. */
const mostPieces = 100_000;

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

function divide(waypoints: readonly Waypoint[]): readonly Waypoint[] {
  const lengthM = waypoints.reduce((sum, to, i) => sum + distanceM(waypoints[i - 1] ?? to, to), 0);
  const pieceM = Math.max(maxPieceM, lengthM / mostPieces);
  return waypoints.flatMap((from, i) => {
    const to = waypoints[i + 1];
    if (!to) return [from];
    const pieces = Math.max(1, Math.ceil(distanceM(from, to) / pieceM));
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

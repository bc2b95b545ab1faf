import { wrapLng, type Place } from './geometry.ts';
import { layRoute, type Route } from './route.ts';
import { pieceLengths, speedProfile } from './speed-profile.ts';
import type { Track } from './track.ts';

/**
 * One turn of a route as a timetable, without any state: made once a track and shared by all vehicles
 * on it. Entry i of each column is one moment; a stop is two moments in one place.
 */
export interface DrivePlan {
  /** How long one turn takes. */
  readonly seconds: number;
  /** Seconds since the start of the turn, rising; the last is `seconds`. */
  readonly times: Float64Array;
  /** Metres a second at that moment; it changes evenly from one moment to the next. */
  readonly speeds: Float64Array;
  readonly lats: Float64Array;
  /** Neighbours are near each other in number: beyond 180° where the route crosses it. */
  readonly lngs: Float64Array;
}

/** Seconds that are spent in one place, by the number of its waypoint. */
type Stops = ReadonlyMap<number, number>;

/** Between two stops on the way, in metres: junctions with lights, letters, parcels. */
const stopEveryM = { least: 1_600, most: 4_800 } as const;

/** No pieces of 0.5 m between two stops take for ever. */
const slowestMs = 0.5;

/** How a track is driven: the same track and the same random numbers give the same plan. */
export function planDrive(track: Pick<Track, 'points'>, random: () => number): DrivePlan {
  const route = layRoute(track);
  const lengths = pieceLengths(route.waypoints);
  const stops = chooseStops(route, lengths, random);
  const speeds = speedProfile(route.waypoints, new Set(stops.keys()));
  return writeTimetable(route, { lengths, speeds, stops });
}

/** The ends, where vehicles load, and places on the way. */
function chooseStops(route: Route, lengths: Float64Array, random: () => number): Stops {
  const stops = new Map([[0, loadingSeconds(random)]]);
  stops.set(route.waypoints.length - 1, 0);
  if (route.turn !== undefined) stops.set(route.turn, loadingSeconds(random));
  let next = nextStopAfter(0, random);
  let drivenM = 0;
  for (const [i, lengthM] of lengths.entries()) {
    drivenM += lengthM;
    if (drivenM < next || stops.has(i + 1)) continue;
    stops.set(i + 1, stopSeconds(random));
    next = nextStopAfter(drivenM, random);
  }
  return stops;
}

function nextStopAfter(drivenM: number, random: () => number): number {
  return drivenM + stopEveryM.least + random() * (stopEveryM.most - stopEveryM.least);
}

function loadingSeconds(random: () => number): number {
  return 20 + random() * 40;
}

/** Mostly a red light, now and then a delivery. */
function stopSeconds(random: () => number): number {
  return random() < 0.75 ? 4 + random() * 22 : 30 + random() * 40;
}

interface Timing {
  readonly lengths: Float64Array;
  readonly speeds: Float64Array;
  readonly stops: Stops;
}

function writeTimetable({ waypoints }: Route, { lengths, speeds, stops }: Timing): DrivePlan {
  const moments: { time: number; speed: number; lat: number; lng: number }[] = [];
  let time = 0;
  for (const [i, { lat, lng }] of waypoints.entries()) {
    const speed = speeds[i] ?? 0;
    moments.push({ time, speed, lat, lng });
    const stay = stops.get(i) ?? 0;
    if (stay > 0) moments.push({ time: time + stay, speed, lat, lng });
    const meanSpeed = Math.max(slowestMs, (speed + (speeds[i + 1] ?? 0)) / 2);
    time += stay + (lengths[i] ?? 0) / meanSpeed;
  }
  return {
    seconds: moments.at(-1)?.time ?? 0,
    times: Float64Array.from(moments, (moment) => moment.time),
    speeds: Float64Array.from(moments, (moment) => moment.speed),
    lats: Float64Array.from(moments, (moment) => moment.lat),
    lngs: Float64Array.from(moments, (moment) => moment.lng),
  };
}

/** Where one is after so many seconds on a route, over as many turns as that takes. O(log n). */
export function positionAt(plan: DrivePlan, seconds: number): Place {
  const time = ((seconds % plan.seconds) + plan.seconds) % plan.seconds;
  const i = lastAtOrBefore(plan.times, time);
  const share = shareDriven(plan, i, time);
  const lat = between(plan.lats, i, share);
  const lng = between(plan.lngs, i, share);
  return { lat, lng: wrapLng(lng) };
}

function lastAtOrBefore(times: Float64Array, time: number): number {
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((times[middle] ?? 0) <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The share of the way to the next moment's place: s = v₀t + ½at², over the whole of it. */
function shareDriven({ times, speeds }: DrivePlan, i: number, time: number): number {
  const start = times[i] ?? 0;
  const duration = (times[i + 1] ?? start) - start;
  if (duration <= 0) return 0;
  const [from = 0, to = 0] = [speeds[i], speeds[i + 1]];
  const part = (time - start) / duration;
  if (from + to === 0) return part;
  return ((from + ((to - from) * part) / 2) * part) / ((from + to) / 2);
}

function between(column: Float64Array, i: number, share: number): number {
  const from = column[i] ?? 0;
  return from + ((column[i + 1] ?? from) - from) * share;
}

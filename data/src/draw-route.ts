import type { LngLat } from './read-streets.ts';
import { whereIs, type Place, type RoutePlan } from './route-plans.ts';
import { seededRandom } from './seeded-random.ts';
import { shortestPath } from './shortest-path.ts';
import { directionOf, distanceM, type Lane, type StreetGraph } from './street-graph.ts';

/** The shortest and longest loop that the fleet drives, in metres. */
export const routeLengthM = { least: 5_000, most: 40_000 } as const;

/** Draws until the length fits; a plan that fails this often needs other places. */
const maxAttempts = 20;

/**
 * The lanes of a closed loop for a plan: the last leads to where the first begins. The same plan and
 * seed give the same loop.
 */
export function drawRoute(graph: StreetGraph, plan: RoutePlan, seed: number): readonly Lane[] {
  const random = seededRandom(`${plan.file} ${seed}`);
  const areas = areasOf(graph, plan);
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const route = joinStops(
      graph,
      areas.flatMap((area) => chooseStops(area, random)),
    );
    const lengthM = route.reduce((sum, lane) => sum + lane.lengthM, 0);
    if (lengthM >= routeLengthM.least && lengthM <= routeLengthM.most) return route;
  }
  throw new Error(`${plan.file}: no loop of ${routeLengthM.least} to ${routeLengthM.most} m found`);
}

function joinStops(graph: StreetGraph, stops: readonly Lane[]): readonly Lane[] {
  return stops.flatMap((stop, i) =>
    shortestPath(graph, stop, stops[(i + 1) % stops.length] ?? stop),
  );
}

/** Where some of the stops are: any of the lanes. */
interface Area {
  readonly middle: LngLat;
  readonly lanes: readonly Lane[];
  readonly stops: number;
}

function areasOf(graph: StreetGraph, plan: RoutePlan): readonly Area[] {
  const areaOf = (place: Place, stops: number): Area => {
    const middle = whereIs(place);
    const lanes = graph.lanes.filter((lane) => distanceM(startOf(lane), middle) <= plan.spreadM);
    if (lanes.length === 0) throw new Error(`no street within ${plan.spreadM} m of ${place}`);
    return { middle, lanes, stops };
  };
  return [areaOf(plan.depot, 1), ...plan.places.map((place) => areaOf(place, plan.stopsPerPlace))];
}

function chooseStops({ middle, lanes, stops }: Area, random: () => number): readonly Lane[] {
  const chosen = Array.from({ length: stops }, () => pick(lanes, random));
  return inTurn(chosen, middle);
}

/** Orders stops clockwise around the middle, so that a round is no zigzag. */
function inTurn(stops: readonly Lane[], middle: LngLat): readonly Lane[] {
  return stops.toSorted((a, b) => directionTo(b, middle) - directionTo(a, middle));
}

function directionTo(lane: Lane, middle: LngLat): number {
  return directionOf(middle, startOf(lane));
}

function startOf(lane: Lane): LngLat {
  const [start] = lane.line;
  if (!start) throw new Error(`the street at junction ${lane.from} has no points`);
  return start;
}

function pick(lanes: readonly Lane[], random: () => number): Lane {
  const lane = lanes[Math.floor(random() * lanes.length)];
  if (!lane) throw new Error('nothing to pick from');
  return lane;
}

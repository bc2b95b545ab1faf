import { describe, expect, it } from '@jest/globals';
import { readStreets, type LngLat, type Street } from './read-streets.ts';
import { shortestPath } from './shortest-path.ts';
import { distanceM, legalSpeedKmh, StreetGraph, type Lane } from './street-graph.ts';

/** Junctions of a grid with 100 m between neighbours. */
const junctions: readonly LngLat[] = [
  [-71.25, -29.9],
  [-71.24896, -29.9],
  [-71.24896, -29.9009],
  [-71.25, -29.9009],
];

function aStreet(from: number, to: number, overrides: Partial<Street> = {}): Street {
  const line = [from, to].map((id) => junctions[id] ?? ([-71.26, -29.9] as const));
  const common = { class: 'residential', name: null, oneway: false, speedKmh: null } as const;
  return { ...common, line, from, to, ...overrides };
}

const block = [aStreet(0, 1), aStreet(1, 2), aStreet(2, 3), aStreet(3, 0)];

function hops(lanes: readonly Lane[]): string {
  return lanes.map(({ from, to }) => `${from}>${to}`).join(' ');
}

function laneFrom(graph: StreetGraph, from: number, to: number): Lane {
  const lane = graph.lanes.find((each) => each.from === from && each.to === to);
  if (!lane) throw new Error(`no lane ${from}>${to}`);
  return lane;
}

describe('StreetGraph', () => {
  it('drives a two-way street both ways and a one-way street as it is drawn', () => {
    const graph = new StreetGraph([...block, aStreet(0, 2, { oneway: true })]);

    expect(graph.lanes).toHaveLength(9);
    expect(graph.lanes.filter(({ from, to }) => from === 2 && to === 0)).toEqual([]);
  });

  it('never turns round in a street', () => {
    const graph = new StreetGraph(block);

    expect(hops(graph.moves(laneFrom(graph, 0, 1)).map(({ to }) => to))).toBe('1>2');
  });

  it('leaves out a dead end, from which there is no way back', () => {
    const graph = new StreetGraph([...block, aStreet(1, 9)]);

    expect(graph.lanes.filter(({ from, to }) => from === 9 || to === 9)).toEqual([]);
  });

  it('takes the speed of the class where the street has none', () => {
    expect(legalSpeedKmh(aStreet(0, 1, { class: 'trunk' }))).toBe(80);
    expect(legalSpeedKmh(aStreet(0, 1, { class: 'trunk', speedKmh: 60 }))).toBe(60);
  });

  it('connects nearly all lanes of the bundled streets with each other', () => {
    const graph = new StreetGraph(readStreets());
    const start = graph.lanes.slice(0, 1);
    const reached = new Set(start);
    for (const lane of reached) for (const { to } of graph.moves(lane)) reached.add(to);

    expect(graph.lanes.length).toBeGreaterThan(30_000);
    expect(reached.size).toBe(graph.lanes.length);
  });
});

describe('shortestPath', () => {
  it('takes the quicker street, not the shorter one', () => {
    const fast = { class: 'motorway' } as const;
    const graph = new StreetGraph([
      aStreet(0, 1, fast),
      aStreet(1, 2, fast),
      aStreet(2, 3),
      aStreet(3, 0),
      aStreet(0, 2, { class: 'living_street' }),
    ]);

    const path = shortestPath(graph, laneFrom(graph, 3, 0), laneFrom(graph, 2, 3));

    expect(hops(path)).toBe('0>1 1>2 2>3');
  });

  it('goes round where it ends on the lane on which it starts', () => {
    const graph = new StreetGraph(block);
    const lane = laneFrom(graph, 0, 1);

    expect(hops(shortestPath(graph, lane, lane))).toBe('1>2 2>3 3>0 0>1');
  });
});

describe('distanceM', () => {
  it('is within 0.3 % of the geodesic on the WGS84 ellipsoid', () => {
    const geodesicM = 9_764;

    const ratio = distanceM([-71.33652, -29.95053], [-71.25028, -29.90453]) / geodesicM;

    expect(Math.abs(ratio - 1)).toBeLessThan(0.003);
  });
});

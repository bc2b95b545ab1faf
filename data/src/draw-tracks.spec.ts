import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { routeLengthM } from './draw-route.ts';
import { committedSeed, drawTracks, tracksFolder } from './draw-tracks.ts';
import { readStreets } from './read-streets.ts';
import { lengthOf, StreetGraph } from './street-graph.ts';

const pointPattern =
  /^<trkpt lat="(-?[\d.]+)" lon="(-?[\d.]+)"><extensions><fleetman:speedKmh>(\d+)</;

interface Point {
  readonly lng: number;
  readonly lat: number;
  readonly speedKmh: number;
}

function pointsIn(text: string): Point[] {
  return text.split('\n').flatMap((line) => {
    const [, lat, lng, speedKmh] = (pointPattern.exec(line) ?? []).map(Number);
    return lat && lng && speedKmh ? [{ lat, lng, speedKmh }] : [];
  });
}

function stepKey(lng: number, lat: number, nextLng: number, nextLat: number): string {
  return `${lng},${lat} ${nextLng},${nextLat}`;
}

const graph = new StreetGraph(readStreets());

/** The legal speeds of each step from a point of a street to the next in a direction one may drive. */
const allowedSteps = new Map<string, Set<number>>();
for (const { line, speedKmh } of graph.lanes) {
  for (const [i, [lng, lat]] of line.slice(0, -1).entries()) {
    const [nextLng, nextLat] = line[i + 1] ?? [NaN, NaN];
    const key = stepKey(lng, lat, nextLng, nextLat);
    allowedSteps.set(key, (allowedSteps.get(key) ?? new Set()).add(speedKmh));
  }
}

const committed = new Map(
  readdirSync(tracksFolder)
    .filter((file) => file.endsWith('.gpx'))
    .map((file) => [file, readFileSync(new URL(file, tracksFolder), 'utf8')]),
);

describe('the committed tracks', () => {
  it('are what the script draws', () => {
    const drawn = drawTracks(graph, committedSeed);

    expect([...committed.keys()].sort()).toEqual([...drawn.keys()].sort());
    expect([...drawn].filter(([file, text]) => committed.get(file) !== text)).toEqual([]);
  });

  it('are at least as many as the vehicles of the course', () => {
    expect(committed.size).toBeGreaterThanOrEqual(38);
  });
});

describe.each([...committed])('%s', (_file, text) => {
  const points = pointsIn(text);
  const steps = points.slice(1).map((to, i) => ({ from: points[i] ?? to, to }));

  it('goes along streets, in the directions and at the speeds that they allow', () => {
    const offStreet = steps.filter(({ from, to }) => {
      const speeds = allowedSteps.get(stepKey(from.lng, from.lat, to.lng, to.lat));
      return !speeds?.has(from.speedKmh);
    });

    expect(steps.length).toBeGreaterThan(50);
    expect(offStreet).toEqual([]);
  });

  it('is a closed loop that never turns round on the spot', () => {
    const [first, last] = [points[0], points.at(-1)];
    const turns = steps.filter(({ from }, i) => {
      const after = steps[(i + 1) % steps.length]?.to;
      return after?.lng === from.lng && after.lat === from.lat;
    });

    expect({ lng: last?.lng, lat: last?.lat }).toEqual({ lng: first?.lng, lat: first?.lat });
    expect(turns).toEqual([]);
  });

  it('is 5 to 40 km long', () => {
    const lengthM = lengthOf(points.map(({ lng, lat }) => [lng, lat]));

    expect(lengthM).toBeGreaterThanOrEqual(routeLengthM.least);
    expect(lengthM).toBeLessThanOrEqual(routeLengthM.most);
  });
});

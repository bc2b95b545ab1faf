import { describe, expect, it } from '@jest/globals';
import { distanceM } from './geometry.ts';
import { layRoute, type Route } from './route.ts';

/** About 100 m a step. */
const north = (steps: number) => ({ lat: -29.9 + steps * 0.0009, lng: -71.25, speedKmh: 50 });

function pieces({ waypoints }: Route): number[] {
  return waypoints.slice(1).map((to, i) => distanceM(waypoints[i] ?? to, to));
}

describe('layRoute', () => {
  it('drives a track round where its ends meet', () => {
    const corner = { ...north(2), lng: -71.249 };

    const route = layRoute({
      points: [north(0), north(2), corner, { ...north(0), lat: -29.90001 }],
    });

    expect(route.turn).toBeUndefined();
    expect(route.waypoints.at(-1)).toEqual(route.waypoints[0]);
  });

  it('drives any other track there and back, each piece with its own limit', () => {
    const slow = { ...north(1), speedKmh: 18 };

    const { waypoints, turn } = layRoute({ points: [north(0), slow, north(2)] });

    expect(turn).toBe((waypoints.length - 1) / 2);
    expect(waypoints[turn ?? 0]).toMatchObject({ lat: north(2).lat, limitMs: 5 });
    expect(waypoints.map(({ lat }) => lat)).toEqual(waypoints.map(({ lat }) => lat).reverse());
    const limitsBack = waypoints.slice(turn).map(({ limitMs }) => limitMs);
    expect(limitsBack.filter((limitMs) => limitMs === 5)).toHaveLength((turn ?? 0) / 2);
  });

  it('takes 50 km/h where the track knows no speed', () => {
    const points = [north(0), north(1)].map(({ lat, lng }) => ({ lat, lng }));

    expect(layRoute({ points }).waypoints[0]?.limitMs).toBeCloseTo(50 / 3.6);
  });

  it('divides long pieces and leaves out what stands still', () => {
    const route = layRoute({ points: [north(0), north(0), north(0), north(9)] });

    expect(Math.max(...pieces(route))).toBeLessThanOrEqual(25);
    expect(Math.min(...pieces(route))).toBeGreaterThan(0);
  });

  it('cuts a way many times round the world into a bounded number of pieces', () => {
    const points = Array.from({ length: 1_000 }, (_, i) => ({ lat: i % 2 ? 60 : -60, lng: 0 }));

    const { waypoints } = layRoute({ points });

    expect(waypoints.length).toBeLessThan(2 * 102_000);
  });

  it('crosses 180° by the short way', () => {
    const route = layRoute({
      points: [
        { lat: -17, lng: 179.999 },
        { lat: -17, lng: -179.999 },
      ],
    });

    expect(pieces(route).reduce((sum, piece) => sum + piece, 0)).toBeCloseTo(2 * 213, -1);
  });
});

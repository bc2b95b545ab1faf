import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import geographiclib from 'geographiclib-geodesic';
import { distanceM, layRoute, type Route } from './route.ts';

const { Geodesic } = geographiclib;

/** About 100 m a step. */
const north = (steps: number) => ({ lat: -29.9 + steps * 0.0009, lng: -71.25, speedKmh: 50 });

function pieces({ waypoints }: Route): number[] {
  return waypoints.slice(1).map((to, i) => distanceM(waypoints[i] ?? to, to));
}

describe('distanceM', () => {
  it('agrees with the geodesic to a ten-thousandth over a kilometre', () => {
    const place = fc.record({
      lat: fc.double({ min: -70, max: 70, noNaN: true }),
      lng: fc.double({ min: -179, max: 179, noNaN: true }),
      toNorth: fc.double({ min: -0.01, max: 0.01, noNaN: true }),
      toEast: fc.double({ min: 0.001, max: 0.01, noNaN: true }),
    });
    fc.assert(
      fc.property(place, ({ lat, lng, toNorth, toEast }) => {
        const other = { lat: lat + toNorth, lng: lng + toEast };
        const { s12 = NaN } = Geodesic.WGS84.Inverse(lat, lng, other.lat, other.lng);

        expect(Math.abs(distanceM({ lat, lng }, other) / s12 - 1)).toBeLessThan(1e-4);
      }),
    );
  });
});

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

import { describe, expect, it } from '@jest/globals';
import { unwrapRing } from './base-map-antimeridian.ts';
import { readWorldLand } from './base-map-land.ts';

describe('a ring of land', () => {
  it('runs on beyond 180 where it crosses the antimeridian', () => {
    expect(
      unwrapRing([
        [178, -17],
        [-179, -17],
        [-179, -16],
        [178, -16],
        [178, -17],
      ]),
    ).toEqual([
      [178, -17],
      [181, -17],
      [181, -16],
      [178, -16],
      [178, -17],
    ]);
  });

  it('is closed over the pole that it runs around', () => {
    expect(
      unwrapRing([
        [0, -80],
        [-120, -70],
        [120, -75],
        [0, -80],
      ]),
    ).toEqual(
      [
        [0, -80],
        [-120, -70],
        [-240, -75],
        [-360, -80],
        [-361, -80],
        [-361, -90],
        [0, -90],
        [0, -80],
      ].map(([lng = 0, lat]) => [lng + 360, lat]),
    );
  });

  it('reaches a little over the antimeridian where it was cut there', () => {
    expect(
      unwrapRing([
        [178, -17],
        [180, -17],
        [180, -16],
        [178, -17],
      ]),
    ).toEqual([
      [178, -17],
      [180, -17],
      [180.1, -17],
      [180.1, -16],
      [180, -16],
      [178, -17],
    ]);
  });

  it('stays as it is elsewhere', () => {
    const ring = [
      [-72, -30],
      [-71, -30],
      [-71, -29],
      [-72, -30],
    ] as const;

    expect(unwrapRing(ring)).toEqual(ring);
  });
});

describe('the land of the world', () => {
  const rings = readWorldLand().flat();

  it('has no band: no step across the world but along a pole', () => {
    const steps = rings.flatMap((ring) =>
      ring.slice(1).map(([lng, lat], index) => {
        const [lngBefore, latBefore] = ring[index] ?? [lng, lat];
        return { degrees: Math.abs(lng - lngBefore), isAtPole: lat === -90 && latBefore === -90 };
      }),
    );

    expect(steps.filter(({ degrees, isAtPole }) => degrees > 90 && !isAtPole)).toEqual([]);
  });

  it('holds Chukotka, Taveuni and the ice of Antarctica beyond ±180', () => {
    const beyond = rings.filter((ring) => ring.some(([lng]) => Math.abs(lng) > 180.001));
    const lats = beyond.map((ring) => Math.round(ring[0]?.[1] ?? 0));

    expect(Math.max(...lats)).toBeGreaterThan(60);
    expect(lats.some((lat) => lat < -15 && lat > -18)).toBe(true);
    expect(Math.min(...lats)).toBeLessThan(-75);
  });
});

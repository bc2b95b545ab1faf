import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Fix } from '../fixes/fix.ts';
import { motionAt, pointAt } from './place-at.ts';

const start = Date.parse('2026-11-22T10:00:00.000Z');

function fixAt(ms: number, lat: number, lng: number, measured: Partial<Fix> = {}): Fix {
  return { time: new Date(start + ms), lat, lng, ...measured };
}

const lat = fc.double({ min: -90, max: 90, noNaN: true });
const lng = fc.double({ min: -180, max: 180, noNaN: true });
/** Two fixes of a vehicle, up to 2 minutes and some hundred kilometres apart. */
const ways = fc
  .record({
    lat,
    lng,
    north: fc.double({ min: -2, max: 2, noNaN: true }),
    east: fc.double({ min: -2, max: 2, noNaN: true }),
    ms: fc.integer({ min: 1, max: 120_000 }),
  })
  .map(({ lat, lng, north, east, ms }) => {
    const end = lng + east;
    const wrapped = end > 180 ? end - 360 : end < -180 ? end + 360 : end;
    const before = fixAt(0, lat, lng);
    const next = fixAt(ms, Math.min(90, Math.max(-90, lat + north)), wrapped);
    return { vehicle: 'A', before, next, ms };
  });

/** How far east a point lies of another, the short way. */
function eastOf(from: number, to: number): number {
  return ((to - from + 540) % 360) - 180;
}

describe('pointAt', () => {
  it('is the fix itself at its very time', () => {
    fc.assert(
      fc.property(ways, ({ ms, ...fixes }) => {
        const { before, next } = fixes;

        expect(pointAt(fixes, start)).toEqual({ lat: before.lat, lng: before.lng });
        const end = pointAt(fixes, start + ms);
        expect(end.lat).toBeCloseTo(next.lat, 6);
        expect(eastOf(next.lng, end.lng)).toBeCloseTo(0, 6);
      }),
    );
  });

  it('moves steadily on, and never beyond the next fix', () => {
    const parts = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(ways, parts, ({ ms, ...fixes }, given) => {
        const [early = 0, late = 0] = given.toSorted((one, other) => one - other);
        const [one, other] = [early, late].map((part) => pointAt(fixes, start + part * ms));
        const { before, next } = fixes;
        const way = eastOf(before.lng, next.lng);
        const passed = [one, other].map(
          (point) => eastOf(before.lng, point?.lng ?? NaN) * Math.sign(way),
        );

        expect(passed[0]).toBeGreaterThanOrEqual(-2e-7);
        expect(passed[1]).toBeGreaterThanOrEqual((passed[0] ?? NaN) - 2e-7);
        expect(passed[1]).toBeLessThanOrEqual(Math.abs(way) + 2e-7);
        const lats = [before.lat, one?.lat ?? NaN, other?.lat ?? NaN, next.lat];
        const sign = Math.sign(next.lat - before.lat) || 1;
        expect(lats).toEqual(lats.toSorted((a, b) => (a - b) * sign));
        for (const point of [one, other])
          expect(Math.abs(point?.lng ?? NaN)).toBeLessThanOrEqual(180);
      }),
    );
  });

  it.each([
    [179.9, -179.9, 0.25, 179.95],
    [179.9, -179.9, 0.75, -179.95],
    [-179.9, 179.9, 0.75, 179.95],
    [10, 10.2, 0.5, 10.1],
  ])('goes the short way from %d to %d', (from, to, part, expected) => {
    const fixes = { vehicle: 'A', before: fixAt(0, 0, from), next: fixAt(1_000, 0, to) };

    expect(pointAt(fixes, start + part * 1_000).lng).toBeCloseTo(expected, 9);
  });

  it('stays at the last fix where nothing near follows', () => {
    const fixes = { vehicle: 'A', before: fixAt(0, 1.123456789, 2) };

    expect(pointAt(fixes, start + 3_600_000)).toEqual({ lat: 1.123456789, lng: 2 });
  });
});

describe('motionAt', () => {
  const before = fixAt(0, 0, 0);

  it('is that of the way to the next fix', () => {
    const motion = motionAt({ vehicle: 'A', before, next: fixAt(10_000, 0, 0.001) });

    expect(motion).toEqual({ speed: expect.closeTo(24.9, 1), heading: 90 });
  });

  it('is what the device measured at the fix before', () => {
    const measured = { ...before, speed: 10, heading: 45 };
    const next = fixAt(10_000, 0, 0.001, { speed: 20, heading: 90 });

    expect(motionAt({ vehicle: 'A', before: measured, next })).toEqual({
      speed: 22.37,
      heading: 45,
    });
  });

  it('is none where the vehicle stood', () => {
    expect(motionAt({ vehicle: 'A', before, next: fixAt(10_000, 0, 0) })).toEqual({
      speed: 0,
      heading: null,
    });
  });

  it('is that of the way to the newest fix where that is all there is', () => {
    const here = fixAt(0, 0, 1);
    const previous = fixAt(-10_000, 0, 0.999);

    expect(motionAt({ vehicle: 'A', before: here, previous }).heading).toBe(90);
    expect(motionAt({ vehicle: 'A', before: here })).toEqual({ speed: null, heading: null });
  });
});

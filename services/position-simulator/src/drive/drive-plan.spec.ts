import { seededRandom } from '@fleetman/toolkit';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planDrive, positionAt, type DrivePlan } from './drive-plan.ts';
import { distanceM } from './geometry.ts';
import type { TrackPoint } from './track.ts';

const start: TrackPoint = { lat: -29.9, lng: -71.25, speedKmh: 60 };
/** A square of 2 km a side. */
const square: readonly TrackPoint[] = [
  start,
  { ...start, lat: -29.882 },
  { ...start, lat: -29.882, lng: -71.2293 },
  { ...start, lng: -71.2293 },
  start,
];

const plan = (points: readonly TrackPoint[], seed = 'a') =>
  planDrive({ points }, seededRandom(seed));

/** Metres a second from each whole second of a turn to the next. */
function speedsOver(each: DrivePlan, seconds = each.seconds): number[] {
  return Array.from({ length: Math.floor(seconds) }, (_, second) =>
    distanceM(positionAt(each, second), positionAt(each, second + 1)),
  );
}

const anyTrack = fc.array(
  fc.record({
    lat: fc.double({ min: -29.95, max: -29.9, noNaN: true }),
    lng: fc.double({ min: -71.3, max: -71.25, noNaN: true }),
    speedKmh: fc.option(fc.integer({ min: 20, max: 120 }), { nil: undefined }),
  }),
  { minLength: 2, maxLength: 6 },
);

function hasLength(points: readonly TrackPoint[]): boolean {
  const [first = start] = points;
  return points.some((point) => distanceM(first, point) > 10);
}

describe('planDrive', () => {
  it('keeps the legal speed and reaches it on a straight street', () => {
    const fastest = Math.max(...speedsOver(plan(square))) * 3.6;

    expect(fastest).toBeLessThan(60.5);
    expect(fastest).toBeGreaterThan(59);
  });

  it('keeps the lower limit from the point on at which it begins', () => {
    const slowFrom = { ...start, lat: -29.891, speedKmh: 30 };
    const points = [start, slowFrom, { ...start, lat: -29.882 }];
    const { lats, speeds } = plan(points);
    const behind = [...speeds].filter((_, i) => (lats[i] ?? -90) >= slowFrom.lat);

    expect(Math.max(...speeds) * 3.6).toBeCloseTo(60, 0);
    expect(Math.max(...behind) * 3.6).toBeLessThan(30.01);
  });

  it('slows down at a corner', () => {
    const { lats, lngs, speeds } = plan(square);
    const corner = [...lats].findIndex((lat, i) => lat === -29.882 && lngs[i] === -71.25);

    expect((speeds[corner] ?? 0) * 3.6).toBeLessThan(25);
    expect(speeds[corner]).toBeGreaterThan(0);
  });

  it('stands still now and then, at the start for loading', () => {
    const { seconds, speeds, times } = plan(square);
    const stays = [...times.keys()].filter((i) => speeds[i] === 0 && speeds[i + 1] === 0);

    expect(stays[0]).toBe(0);
    expect(stays.length).toBeGreaterThanOrEqual(2);
    expect(seconds).toBeGreaterThan(8_000 / (60 / 3.6));
  });

  it('gives the same plan for the same numbers, and another for others', () => {
    expect(plan(square, 'a')).toEqual(plan(square, 'a'));
    expect(plan(square, 'a').seconds).not.toBe(plan(square, 'b').seconds);
  });

  it('never jumps, never exceeds the limit and never ends, on any track', () => {
    fc.assert(
      fc.property(anyTrack.filter(hasLength), fc.integer(), (points, seed) => {
        const any = plan(points, String(seed));
        const limitMs = Math.max(...points.map(({ speedKmh = 50 }) => speedKmh)) / 3.6;

        expect(Number.isFinite(any.seconds)).toBe(true);
        expect([...any.times]).toEqual([...any.times].sort((a, b) => a - b));
        expect(Math.max(...any.speeds)).toBeLessThanOrEqual(limitMs + 1e-9);
        expect(Math.max(...speedsOver(any, 1_000))).toBeLessThanOrEqual(limitMs * 1.01);
      }),
      { numRuns: 30 },
    );
  });
});

describe('positionAt', () => {
  const tour = plan(square);

  it('is where it was after a whole turn, and before time began', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (seconds) => {
        const here = positionAt(tour, seconds);

        expect(distanceM(positionAt(tour, seconds + tour.seconds), here)).toBeLessThan(0.1);
        expect(distanceM(positionAt(tour, seconds - 3 * tour.seconds), here)).toBeLessThan(0.1);
      }),
    );
  });

  it('drives on from the end of a turn to its start without a jump', () => {
    const before = positionAt(tour, tour.seconds - 0.001);

    expect(distanceM(before, positionAt(tour, 0))).toBeLessThan(0.1);
  });

  it('stays on the globe where the route crosses 180°', () => {
    const crossing = plan([
      { lat: -17, lng: 179.99 },
      { lat: -17, lng: -179.99 },
    ]);
    const lngs = Array.from({ length: 100 }, (_, i) => positionAt(crossing, i * 5).lng);

    expect(Math.max(...lngs.map(Math.abs))).toBeLessThanOrEqual(180);
    expect(Math.min(...lngs)).toBeLessThan(0);
    expect(Math.max(...lngs)).toBeGreaterThan(0);
  });
});

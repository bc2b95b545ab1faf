import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Fix } from './fix.ts';
import { motionOf } from './motion.ts';

const start = new Date('2026-11-22T10:00:00.000Z').getTime();

function aFix(lat: number, lng: number, seconds: number, measured: Partial<Fix> = {}): Fix {
  return { lat, lng, time: new Date(start + seconds * 1_000), ...measured };
}

const speedMph = (fix: Fix, previous?: Fix) => motionOf(fix, previous).speed;
const headingDegrees = (fix: Fix, previous?: Fix) => motionOf(fix, previous).heading;

const anyFix = fc.record(
  {
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    lng: fc.double({ min: -180, max: 180, noNaN: true }),
    time: fc.integer({ min: 0, max: 10_000_000 }).map((ms) => new Date(start + ms)),
    speed: fc.double({ min: 0, max: 1_000, noNaN: true }),
    heading: fc.double({ min: 0, max: 360, noNaN: true }),
  },
  { requiredKeys: ['lat', 'lng', 'time'] },
);

describe('The speed of motionOf', () => {
  // The speeds that the Java system works out for these fixes.
  it.each([
    [aFix(53.33507, -1.53766, 0), aFix(53.33635, -1.53682, 5), 68.45],
    [aFix(53.33393, -1.52097, 0), aFix(53.34292, -1.52083, 60), 37.28],
    [aFix(53.34292, -1.52083, 0), aFix(53.33635, -1.53682, 84), 34.35],
    [aFix(53.33393, -1.52097, 0), aFix(53.33393, -1.52097, 60), 0],
  ])('is within 0.1 mph of what the Java system says', (previous, fix, mph) => {
    expect(Math.abs((speedMph(fix, previous) ?? NaN) - mph)).toBeLessThanOrEqual(0.1);
  });

  it('is unknown without a fix before', () => {
    expect(speedMph(aFix(1, 2, 0))).toBeNull();
  });

  it('is the one that the device measured, where it did', () => {
    expect(speedMph(aFix(1, 2, 0, { speed: 10 }))).toBe(22.37);
    expect(speedMph(aFix(1, 2, 1, { speed: 0 }), aFix(2, 2, 0))).toBe(0);
  });

  it('crosses the date line the short way', () => {
    const mph = speedMph(aFix(0, -179.9999, 1), aFix(0, 179.9999, 0));

    expect(mph).toBeCloseTo(49.8, 1);
  });

  it('is finite and never negative, or unknown', () => {
    fc.assert(
      fc.property(anyFix, anyFix, (fix, previous) => {
        const mph = speedMph(fix, previous);

        expect(mph === null || (Number.isFinite(mph) && mph >= 0 && !Object.is(mph, -0))).toBe(
          true,
        );
      }),
    );
  });

  it('is unknown where no time lies between', () => {
    const fix = aFix(1, 2, 0);

    expect(speedMph(fix, aFix(3, 4, 0))).toBeNull();
    expect(speedMph(fix, aFix(3, 4, 1))).toBeNull();
  });
});

describe('The heading of motionOf', () => {
  it.each([
    ['north', aFix(0.001, 0, 1), 0],
    ['east', aFix(0, 0.001, 1), 90],
    ['south', aFix(-0.001, 0, 1), 180],
    ['west', aFix(0, -0.001, 1), 270],
  ])('points %s', (_, fix, degrees) => {
    expect(headingDegrees(fix, aFix(0, 0, 0))).toBe(degrees);
  });

  it('is unknown where the vehicle stands, or was never seen before', () => {
    expect(headingDegrees(aFix(0, 0.000_001, 1), aFix(0, 0, 0))).toBeNull();
    expect(headingDegrees(aFix(0, 0, 0))).toBeNull();
  });

  it('is the one that the device measured, where it did', () => {
    expect(headingDegrees(aFix(0, 1, 1, { heading: 12.34 }), aFix(0, 0, 0))).toBe(12.3);
    expect(headingDegrees(aFix(0, 1, 1, { heading: 360 }))).toBe(0);
  });

  it('is from 0 to below 360, or unknown', () => {
    fc.assert(
      fc.property(anyFix, anyFix, (fix, previous) => {
        const degrees = headingDegrees(fix, previous);

        expect(degrees === null || (degrees >= 0 && degrees < 360 && !Object.is(degrees, -0))).toBe(
          true,
        );
      }),
    );
  });
});

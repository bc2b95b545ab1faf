import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import geographiclib from 'geographiclib-geodesic';
import type { Fix } from '../fixes/fix.ts';
import { pointAt } from './place-at.ts';
import { simplifyTrack } from './simplify-track.ts';

const start = Date.parse('2026-11-22T10:00:00.000Z');

function fixAt(second: number, lat: number, lng: number): Fix {
  return { time: new Date(start + second * 1_000), lat, lng };
}

/** A drive: some steps of up to 100 m each, standing still now and then. */
const drives = fc
  .record({
    lat: fc.double({ min: -60, max: 60, noNaN: true }),
    lng: fc.constantFrom(-71.3, 179.999, -179.999, 0),
    steps: fc.array(
      fc.record({
        seconds: fc.integer({ min: 1, max: 60 }),
        north: fc.constantFrom(0, 0.0005, -0.0005, 0.0009),
        east: fc.constantFrom(0, 0.0005, -0.0009),
      }),
      { maxLength: 80 },
    ),
  })
  .map(({ lat, lng, steps }) => {
    const drive = [fixAt(0, lat, lng)];
    for (const { seconds, north, east } of steps) {
      const last = drive.at(-1) ?? fixAt(0, lat, lng);
      const next = last.lng + east;
      const wrapped = next > 180 ? next - 360 : next < -180 ? next + 360 : next;
      const time = (last.time.getTime() - start) / 1_000 + seconds;
      drive.push(fixAt(time, last.lat + north, wrapped));
    }
    return drive;
  });

function metresBetween(
  one: { lat: number; lng: number },
  other: { lat: number; lng: number },
): number {
  return geographiclib.Geodesic.WGS84.Inverse(one.lat, one.lng, other.lat, other.lng).s12 ?? NaN;
}

/** How far each fix is from where a vehicle would be that drives from kept fix to kept fix. */
function errorsOf(drive: readonly Fix[], kept: readonly number[]): number[] {
  return drive.map((fix, index) => {
    const before = drive[kept.findLast((row) => row <= index) ?? 0] ?? fix;
    const next = drive[kept.find((row) => row >= index) ?? 0] ?? fix;
    const point = pointAt({ vehicle: 'A', before, next }, fix.time.getTime());
    return metresBetween(fix, before === next ? fix : point);
  });
}

describe('simplifyTrack', () => {
  it('leaves out no fix that is further than the tolerance from the simplified drive', () => {
    const tolerances = fc.constantFrom(1, 20, 100, 1_000);
    fc.assert(
      fc.property(drives, tolerances, (drive, tolerance) => {
        const kept = simplifyTrack(drive, tolerance);

        // A sphere stands for the ellipsoid, hence the percent.
        expect(Math.max(...errorsOf(drive, kept))).toBeLessThanOrEqual(tolerance * 1.01 + 0.05);
      }),
    );
  });

  it('keeps the first and the last, each once and in order, and does the same backwards', () => {
    fc.assert(
      fc.property(drives, (drive) => {
        const kept = simplifyTrack(drive, 20);
        const backwards = simplifyTrack(drive.toReversed(), 20);

        expect([kept[0], kept.at(-1)]).toEqual([0, drive.length - 1]);
        expect(kept).toEqual([...new Set(kept)].sort((one, other) => one - other));
        expect([backwards[0], backwards.at(-1)]).toEqual([0, drive.length - 1]);
      }),
    );
  });

  it.each([0, 1, 2])('keeps all of %i fixes', (count) => {
    const drive = Array.from({ length: count }, (_, index) => fixAt(index, index, 0));

    expect(simplifyTrack(drive, 1_000)).toEqual([...drive.keys()]);
  });

  it('keeps where a vehicle stops on a straight road, which distance alone would not', () => {
    const drive = [
      ...Array.from({ length: 10 }, (_, index) => fixAt(index * 10, index * 0.001, 0)),
      ...Array.from({ length: 10 }, (_, index) => fixAt(100 + index * 10, 0.009, 0)),
      ...Array.from({ length: 10 }, (_, index) => fixAt(200 + index * 10, 0.01 + index * 0.001, 0)),
    ];

    expect(simplifyTrack(drive, 10)).toEqual([0, 9, 19, 29]);
  });

  it('leaves nothing but the ends of a steady drive across the antimeridian', () => {
    const lngs = [179.98, 179.99, -180, -179.99, -179.98];

    expect(
      simplifyTrack(
        lngs.map((lng, index) => fixAt(index, 0, lng)),
        5,
      ),
    ).toEqual([0, 4]);
  });

  it('needs no deep stack, and ends, for the longest track there can be', () => {
    // Ever wider swings: each split takes off little but one end.
    const drive = Array.from({ length: 100_000 }, (_, index) =>
      fixAt(index, (index % 2 === 0 ? 1 : -1) * index * 1e-5, 0),
    );

    expect(simplifyTrack(drive, 5).length).toBeGreaterThan(90_000);
  });
});

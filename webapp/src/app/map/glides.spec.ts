import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aVehicle } from '../testing/fake-position-source';
import { flags, Glides, longestGlideMs, packedFloats } from './glides';
import { toMercator } from './mercator';

const origin = toMercator(aVehicle());
const start = aVehicle({ time: 0 });
const metre = 1 / 111_195;

/** A vehicle that reports at 0 and, two seconds later, `metres` north of there. */
function glideNorth(metres: number) {
  const glides = new Glides(origin, 0);
  glides.replaceAll([start], 0);
  const next = { ...start, time: 2_000, lat: start.lat + metres * metre, heading: 0 };
  glides.move([next], 2_000);
  return { glides, next };
}

describe('Glides', () => {
  it('shows a vehicle in place when it is first heard of', () => {
    const glides = new Glides(origin, 0);

    glides.replaceAll([start], 500);

    expect(glides.poseAt(0, 500)).toMatchObject(toMercator(start));
    expect(glides.isMoving(500)).toBe(false);
  });

  it('is half-way after half of the time between two reports', () => {
    const { glides, next } = glideNorth(30);

    const [from, to] = [toMercator(start), toMercator(next)];
    expect(glides.poseAt(0, 3_000)?.y).toBeCloseTo((from.y + to.y) / 2, 12);
  });

  it('ends at the reported place and stays there', () => {
    const { glides, next } = glideNorth(30);

    expect(glides.isMoving(3_999)).toBe(true);
    expect(glides.isMoving(4_000)).toBe(false);
    expect(glides.poseAt(0, 1e7)).toMatchObject(toMercator(next));
  });

  it('takes two seconds at most, however long the vehicle was silent', () => {
    const glides = new Glides(origin, 0);
    glides.replaceAll([start], 0);

    glides.move([{ ...start, time: 60_000, lat: start.lat + 50 * metre }], 60_000);

    expect(glides.isMoving(60_000 + longestGlideMs)).toBe(false);
  });

  it('turns the shorter way round', () => {
    const glides = new Glides(origin, 0);
    glides.replaceAll([{ ...start, heading: 350 }], 0);

    glides.move([{ ...start, time: 2_000, lat: start.lat + 20 * metre, heading: 10 }], 2_000);

    expect(glides.poseAt(0, 2_500)?.heading).toBeCloseTo(0, 5);
    expect(glides.poseAt(0, 4_000)?.heading).toBeCloseTo(10, 5);
  });

  it('heads where it drives when no heading is reported', () => {
    const glides = new Glides(origin, 0);
    glides.replaceAll([{ ...start, heading: null }], 0);

    glides.move([{ ...start, time: 2_000, lng: start.lng + 30 * metre, heading: null }], 2_000);

    expect(glides.poseAt(0, 4_000)?.heading).toBeCloseTo(90, 1);
  });

  it('jumps where no vehicle could have driven', () => {
    const { glides, next } = glideNorth(50_000);

    expect(glides.poseAt(0, 2_000)).toMatchObject(toMercator(next));
    expect(glides.isMoving(2_000)).toBe(false);
  });

  it('has nothing to draw for a report of a vehicle that stands', () => {
    const glides = new Glides(origin, 0);
    const standing = { ...start, speedMph: 0, heading: null };
    glides.replaceAll([standing], 0);
    glides.takeDirtyRange();

    const hasChanged = glides.move([{ ...standing, time: 2_000 }], 2_000);

    expect(hasChanged).toBe(false);
    expect(glides.isMoving(2_000)).toBe(false);
    expect(glides.takeDirtyRange()).toBeUndefined();
    expect(glides.vehicleAt(0)?.time).toBe(2_000);
  });

  it('forgets vehicles that are gone and keeps the others where they are shown', () => {
    const glides = new Glides(origin, 0);
    const names = ['A', 'B', 'C', 'D'];
    glides.replaceAll(
      names.map((name) => ({ ...start, name })),
      0,
    );

    glides.replaceAll(
      ['D', 'B'].map((name) => ({ ...start, name, time: 1 })),
      10,
    );

    expect(glides.count).toBe(2);
    expect(glides.indexOf('A')).toBeUndefined();
    expect(['B', 'D'].map((name) => glides.vehicleAt(glides.indexOf(name) ?? -1)?.name)).toEqual([
      'B',
      'D',
    ]);
  });

  it('marks the silent once, and takes the mark away with the next report', () => {
    const glides = new Glides(origin, 0);
    glides.replaceAll([start], 0);

    expect(glides.markSilent(30_000)).toBe(false);
    expect(glides.markSilent(30_001)).toBe(true);
    expect(glides.markSilent(30_002)).toBe(false);
    expect(glides.packed[9]).toBe(flags.silent);

    glides.move([{ ...start, time: 31_000 }], 31_000);
    expect(glides.packed[9]).toBe(0);
  });

  it('never jumps and never leads: for any reports at any times', () => {
    const report = fc.record({
      after: fc.integer({ min: 0, max: 5_000 }),
      north: fc.integer({ min: -60, max: 60 }),
      east: fc.integer({ min: -60, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(report, { minLength: 1, maxLength: 20 }), (reports) => {
        const glides = new Glides(origin, 0);
        glides.replaceAll([start], 0);
        let now = 0;
        let vehicle = start;
        for (const { after, north, east } of reports) {
          now += after;
          const before = glides.poseAt(0, now);
          vehicle = {
            ...vehicle,
            time: now,
            lat: vehicle.lat + north * metre,
            lng: vehicle.lng + east * metre,
          };
          glides.move([vehicle], now);
          const shown = glides.poseAt(0, now);
          // Not a jump: within the 10 cm below which nothing counts as a movement.
          expect(
            Math.hypot((shown?.x ?? 0) - (before?.x ?? 1), (shown?.y ?? 0) - (before?.y ?? 1)),
          ).toBeLessThan(3e-9);
          // Nor ahead: in the end it is where it reported.
          const end = glides.poseAt(0, now + longestGlideMs);
          expect(end?.x).toBeCloseTo(toMercator(vehicle).x, 8);
          expect(end?.y).toBeCloseTo(toMercator(vehicle).y, 8);
        }
      }),
    );
  });

  it('packs what the shader needs to draw the same, to the centimetre', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -500, max: 500 }),
        fc.integer({ min: 0, max: 3_000 }),
        (metres, after) => {
          const { glides } = glideNorth(metres);
          const [, fromY = 0, , toY = 0, startsAt = 0, lasts = 0] = glides.packed;
          const now = 2_000 + after;
          // The vertex shader's arithmetic (vehicle-shaders.ts).
          const done = lasts > 0 ? Math.min(1, Math.max(0, (now - startsAt) / lasts)) : 1;
          const y = fromY + (toY - fromY) * done + glides.origin.y;

          expect(glides.packed).toHaveLength(packedFloats);
          expect(Math.abs(y - (glides.poseAt(0, now)?.y ?? 0)) * 40_075_017).toBeLessThan(0.01);
        },
      ),
    );
  });

  it('shows the same after it began to count times anew', () => {
    const { glides } = glideNorth(30);
    const before = glides.poseAt(0, 3_000);

    glides.startEpoch(2_500);

    expect(glides.poseAt(0, 3_000)).toEqual(before);
    expect(glides.packed[4]).toBe(-500);
  });
});

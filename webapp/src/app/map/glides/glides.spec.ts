import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Movement } from '../../fleet/fleet-store';
import { FleetTable } from '../../fleet/fleet-table';
import type { Vehicle } from '../../vehicle/vehicle';
import { aVehicle } from '../../testing/fake-position-source';
import { fromFixed32, worldUnits } from '../../geo/fixed-mercator';
import { longestGlideMs } from './glide-rules';
import { Glides, words, wordsPerVehicle } from './glides';
import { toMercator } from '../../geo/mercator';

const start = aVehicle({ time: 0, heading: 0 });
const metre = 1 / 111_195;
const staleAfterMs = 60_000;
const reports: Movement = { longestGapMs: 60_000 };
/** 2 cm: places are packed in steps of 1 cm. */
const close = 0.02 / 40_075_017;

/** Vehicles that report to a table, and how they are shown. */
class Shown {
  readonly table = new FleetTable();
  readonly glides = new Glides(0, 0, staleAfterMs);

  constructor(...vehicles: Vehicle[]) {
    this.table.replaceAll(FleetTable.of(vehicles));
    this.glides.replaceAll(this.table, 0);
    this.glides.takeDirtyRange();
  }

  report(vehicle: Vehicle, now: number, movement = reports): boolean {
    return this.glides.move(this.table, this.table.update(FleetTable.of([vehicle])), now, movement);
  }

  expectAt(vehicle: Vehicle, now: number, row = 0): void {
    const [shown, place] = [this.glides.poseAt(row, now), toMercator(vehicle)];
    expect(Math.abs((shown?.x ?? NaN) - place.x)).toBeLessThan(close);
    expect(Math.abs((shown?.y ?? NaN) - place.y)).toBeLessThan(close);
  }
}

const north = (metres: number, time: number): Vehicle => ({
  ...start,
  time,
  lat: start.lat + metres * metre,
});

/** A vehicle that reports at 0 and, so many seconds later, so many metres north of there. */
function glideNorth(metres: number, seconds = 2, movement = reports) {
  const shown = new Shown(start);
  const now = seconds * 1_000;
  const next = north(metres, now);
  shown.report(next, now, movement);
  return { shown, next, now };
}

describe('Glides', () => {
  it('shows a vehicle in place when it is first heard of', () => {
    const shown = new Shown(start);

    shown.expectAt(start, 500);
    expect(shown.glides.isMoving(500)).toBe(false);
  });

  it.each([
    { seconds: 1, lasts: 1_100 },
    { seconds: 10, lasts: longestGlideMs },
    { seconds: 30, lasts: longestGlideMs },
  ])(
    'glides for $lasts ms where reports come every $seconds s, then stands at the last one',
    ({ seconds, lasts }) => {
      const { shown, next, now } = glideNorth(20 * seconds, seconds);

      shown.expectAt(start, now);
      shown.expectAt(north(10 * seconds, 0), now + lasts / 2);
      expect(shown.glides.isMoving(now + lasts - 1)).toBe(true);
      shown.expectAt(next, now + lasts);
      expect(shown.glides.isMoving(now + lasts)).toBe(false);
      shown.expectAt(next, 1e7);
    },
  );

  it('turns the shorter way round', () => {
    const shown = new Shown({ ...start, heading: 350 });

    shown.report({ ...north(20, 2_000), heading: 10 }, 2_000);

    expect(shown.glides.poseAt(0, 2_500)?.heading).toBeCloseTo(0, 3);
    expect(shown.glides.poseAt(0, 4_000)?.heading).toBeCloseTo(10, 3);
  });

  it('heads where it drives when no heading is reported', () => {
    const shown = new Shown({ ...start, heading: null });

    shown.report({ ...start, time: 2_000, lng: start.lng + 30 * metre, heading: null }, 2_000);

    expect(shown.glides.poseAt(0, 4_000)?.heading).toBeCloseTo(90, 1);
  });

  it('jumps where no vehicle could have driven', () => {
    const { shown, next } = glideNorth(50_000);

    shown.expectAt(next, 2_000);
    expect(shown.glides.isMoving(2_000)).toBe(false);
  });

  it.each([
    { what: 'reports', movement: reports, longest: 60 },
    { what: 'what comes after an interruption', movement: { longestGapMs: 5_000 }, longest: 5 },
  ])('appears in place after more than $longest s, for $what', ({ movement, longest }) => {
    const recent = glideNorth(20, longest, movement);
    expect(recent.shown.glides.isMoving(recent.now)).toBe(true);

    const old = glideNorth(20, longest + 1, movement);
    expect(old.shown.glides.isMoving(old.now)).toBe(false);
    old.shown.expectAt(old.next, old.now);
  });

  it('glides for as long as it is told, at past times', () => {
    const movement = { glideMs: 100, longestGapMs: Infinity };
    const { shown, next, now } = glideNorth(500, 600, movement);

    shown.expectAt(north(250, 0), now + 50);
    shown.expectAt(next, now + 100);
    const atOnce = glideNorth(500, 600, { ...movement, glideMs: 0 });
    atOnce.shown.expectAt(atOnce.next, atOnce.now);
  });

  it('has nothing to draw for a report of a vehicle that stands', () => {
    const standing = { ...start, speedMph: 0, heading: null };
    const shown = new Shown(standing);

    const hasChanged = shown.report({ ...standing, time: 2_000 }, 2_000);

    expect(hasChanged).toBe(false);
    expect(shown.glides.isMoving(2_000)).toBe(false);
  });

  it('draws a vehicle anew that stands and had faded', () => {
    const standing = { ...start, speedMph: 0, heading: null };
    const shown = new Shown(standing);

    const time = staleAfterMs + 1;

    expect(shown.report({ ...standing, time }, time)).toBe(true);
  });

  it('counts who has not reported for long', () => {
    const shown = new Shown(start, { ...start, name: 'Bus', time: 50_000 });

    expect(shown.glides.countOlderThan(60_000, 60_000)).toBe(0);
    expect(shown.glides.countOlderThan(60_000, 60_001)).toBe(1);
    expect(shown.glides.countOlderThan(60_000, 200_000)).toBe(2);
  });

  it('tells which rows have to be sent to the graphics card', () => {
    const names = ['A', 'B', 'C', 'D'];
    const shown = new Shown(...names.map((name) => ({ ...start, name })));

    shown.report({ ...north(5, 1_000), name: 'B' }, 1_000);
    shown.report({ ...north(5, 1_000), name: 'C' }, 1_000);

    expect(shown.glides.takeDirtyRange()).toEqual({ from: 1, to: 3 });
    expect(shown.glides.takeDirtyRange()).toBeUndefined();
  });

  it('never jumps and never leads: for any reports at any times', () => {
    const report = fc.record({
      after: fc.integer({ min: 0, max: 5_000 }),
      north: fc.integer({ min: -60, max: 60 }),
      east: fc.integer({ min: -60, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(report, { minLength: 1, maxLength: 20 }), (all) => {
        const shown = new Shown(start);
        let [now, vehicle] = [0, start];
        for (const { after, north: up, east } of all) {
          now += after;
          const before = shown.glides.poseAt(0, now);
          const [lat, lng] = [vehicle.lat + up * metre, vehicle.lng + east * metre];
          vehicle = { ...vehicle, time: now, lat, lng };
          shown.report(vehicle, now);
          const [after0, end] = [
            shown.glides.poseAt(0, now),
            shown.glides.poseAt(0, now + longestGlideMs),
          ];
          // Not a jump: within the 10 cm below which nothing counts as a movement.
          const jump = Math.hypot(
            (after0?.x ?? 0) - (before?.x ?? 1),
            (after0?.y ?? 0) - (before?.y ?? 1),
          );
          expect(jump).toBeLessThan(3e-9);
          // Nor ahead: in the end it is where it reported.
          expect(end?.x).toBeCloseTo(toMercator(vehicle).x, 8);
          expect(end?.y).toBeCloseTo(toMercator(vehicle).y, 8);
        }
      }),
    );
  });

  it('packs what the shader needs to draw the same, to the centimetre, anywhere on Earth', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -500, max: 500 }),
        fc.integer({ min: 0, max: 3_000 }),
        fc.double({ min: -179, max: 179, noNaN: true }),
        (metres, after, lng) => {
          const shown = new Shown({ ...start, lng });
          shown.report({ ...north(metres, 2_000), lng }, 2_000);
          const { ints, floats, epoch } = shown.glides;
          const now = 2_000 + after;
          // The vertex shader's arithmetic (vehicle-shaders.ts).
          const [startsAt = 0, lasts = 0] = floats.subarray(words.startsAt);
          const done = lasts > 0 ? Math.min(1, Math.max(0, (now - epoch - startsAt) / lasts)) : 1;
          const back = (floats[words.back + 1] ?? NaN) * (1 - done);
          const y = fromFixed32(ints[words.to + 1] ?? NaN) + back / worldUnits;

          const pose = shown.glides.poseAt(0, now);
          expect(ints.length % wordsPerVehicle).toBe(0);
          expect(Math.abs(y - (pose?.y ?? NaN)) * 40_075_017).toBeLessThan(0.01);
        },
      ),
    );
  });

  it('glides over the antimeridian by the short way', () => {
    const shown = new Shown({ ...start, lng: 179.9999 });

    shown.report({ ...start, time: 2_000, lng: -179.9999 }, 2_000);

    expect(shown.glides.isMoving(2_000)).toBe(true);
    expect(Math.abs((shown.glides.poseAt(0, 3_000)?.x ?? 0) % 1)).toBeLessThan(1e-6);
  });

  it('shows the same after it began to count times anew', () => {
    const { shown } = glideNorth(30);
    const before = shown.glides.poseAt(0, 3_000);

    shown.glides.startEpoch(2_500);

    expect(shown.glides.poseAt(0, 3_000)).toEqual(before);
    expect(shown.glides.floats[words.startsAt]).toBe(-500);
  });
});

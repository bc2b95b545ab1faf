import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { findDoubts } from './doubt.ts';
import type { MotionFix } from './motion-fix.ts';
import { defaultMotionRules, neighboursAfter, neighboursBefore } from './motion-rules.ts';
import { fixAt, placeAt, start } from './testing/tracks.ts';

const later = start + 86_400_000;

const doubtsOf = (fixes: readonly MotionFix[], now = later) =>
  findDoubts(fixes, now, defaultMotionRules);

/** East at 20 m/s, a fix every ten seconds. */
const drive = (count: number, from = 0): MotionFix[] =>
  Array.from({ length: count }, (_, index) => fixAt((from + index) * 10, (from + index) * 200, 0));

/** The same drive with other fixes in some places. */
function driveWith(
  count: number,
  others: Readonly<Record<number, Partial<MotionFix>>>,
): MotionFix[] {
  return drive(count).map((fix, index) => ({ ...fix, ...others[index] }));
}

/** Which fixes are marked, and how. */
function marks(fixes: readonly MotionFix[], now = later): Record<number, string> {
  const found = doubtsOf(fixes, now).entries();
  return Object.fromEntries(
    [...found].flatMap(([index, doubt]) => (doubt ? [[index, doubt]] : [])),
  );
}

const away = placeAt(0, 2_500);

describe('findDoubts', () => {
  it('believes a steady drive', () => {
    expect(marks(drive(30))).toEqual({});
  });

  it('marks 0,0 and what is not on the globe as void', () => {
    expect(marks(driveWith(6, { 1: { lat: 0, lng: 0 }, 3: { lat: NaN }, 5: { lat: 91 } }))).toEqual(
      { 1: 'void', 3: 'void', 5: 'void' },
    );
  });

  it('marks 0,0 as void also as the only fix', () => {
    expect(marks([{ time: start, lat: 0, lng: 0 }])).toEqual({ 0: 'void' });
  });

  it('marks a jump and the way back', () => {
    expect(marks(driveWith(9, { 4: placeAt(800, 2_500) }))).toEqual({ 4: 'jump' });
  });

  it('marks a newest fix that was reached too fast until the next confirms it', () => {
    const ferry = [...drive(8), fixAt(80, 90_000, 0), fixAt(90, 90_200, 0)];

    expect(marks(ferry.slice(0, 9))).toEqual({ 8: 'jump' });
    expect(marks(ferry)).toEqual({});
  });

  it('marks a first fix that was left too fast', () => {
    expect(marks(driveWith(6, { 0: placeAt(90_000, 0) }))).toEqual({ 0: 'jump' });
  });

  it('believes the first of two fixes that contradict each other', () => {
    expect(marks([fixAt(0, 0, 0), fixAt(10, 5_000, 0)])).toEqual({ 1: 'jump' });
  });

  it('marks several jumps in a row to different places', () => {
    const fixes = driveWith(12, {
      5: placeAt(0, 9_000),
      6: placeAt(-8_000, 0),
      7: placeAt(0, -9_000),
    });

    expect(marks(fixes)).toEqual({ 5: 'jump', 6: 'jump', 7: 'jump' });
  });

  it('marks each jump of a receiver that flips between two places', () => {
    const fixes = driveWith(14, { 5: away, 7: away, 9: away });

    expect(marks(fixes)).toEqual({ 5: 'jump', 7: 'jump', 9: 'jump' });
  });

  it('marks a few fixes that agree elsewhere once the vehicle is back where it can have driven', () => {
    const trip = { 5: away, 6: away };

    expect(marks(driveWith(7, trip))).toEqual({});
    expect(marks(driveWith(8, trip))).toEqual({ 7: 'jump' });
    expect(marks(driveWith(9, trip))).toEqual({ 5: 'jump', 6: 'jump' });
    expect(marks(driveWith(14, { ...trip, 7: away, 8: away, 9: away }))).toEqual({});
  });

  it('marks a spike that no vehicle drives, though neither leg is too fast', () => {
    expect(marks(driveWith(9, { 4: placeAt(800, 600) }))).toEqual({ 4: 'jump' });
  });

  it('believes a vehicle that turns round at once', () => {
    const fixes = [0, 200, 400, 590, 700, 590, 400, 200].map((east, at) => fixAt(at * 10, east, 0));

    expect(marks(fixes)).toEqual({});
  });

  it.each([
    [1, 75],
    [5, 90],
    [10, 125],
    [30, 530],
  ])(
    'marks one fix of a parked vehicle that reports every %i s if it lies %i m away',
    (every, away) => {
      const fixes = Array.from({ length: 12 }, (_, at) =>
        fixAt(at * every, at === 5 ? away : at % 2, 0),
      );

      expect(marks(fixes)).toEqual({ 5: 'jump' });
    },
  );

  it('believes a vehicle at rest that is moved to another bay and back, or leaves and returns', () => {
    const moved = [0, 1, 0, 60, 61, 0, 1, 0].map((east, at) => fixAt(at * 10, east, 0));
    const errand = [0, 1, 0, 400, 1, 0, 1].map((east, at) => fixAt(at * 60, east, 0));

    expect(marks(moved)).toEqual({});
    expect(marks(errand)).toEqual({});
  });

  it('believes trains at 290 km/h', () => {
    const fixes = Array.from({ length: 20 }, (_, index) => fixAt(index * 10, index * 805, 0));

    expect(marks(fixes)).toEqual({});
  });

  it('marks a coarse fix while better ones are within ten minutes of it', () => {
    expect(marks(driveWith(9, { 4: { ...away, accuracy: 2_000 } }))).toEqual({ 4: 'coarse' });
    expect(marks([fixAt(0, 0, 0, { accuracy: 900 }), fixAt(10, 0, 0, { accuracy: 900 })])).toEqual(
      {},
    );
    expect(marks([fixAt(0, 0, 0), fixAt(900, 0, 0, { accuracy: 900 })])).toEqual({});
  });

  it('marks fixes ahead of now by more than ten seconds', () => {
    expect(marks(drive(4), start + 15_000)).toEqual({ 3: 'ahead' });
  });

  it('says the same of a fix in a longer track, given enough neighbours', () => {
    const place = fc.oneof(
      { weight: 8, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: fc.constant({ lat: 0, lng: 0 }) },
      { weight: 1, arbitrary: fc.constant(away) },
      { weight: 1, arbitrary: fc.record({ accuracy: fc.constantFrom(5, 900) }) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.integer({ min: -90, max: 90 }), fc.integer({ min: -90, max: 90 }))
          .map(([east, north]) => placeAt(east * 100, north * 100)),
      },
    );
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 90, maxLength: 110 }),
        fc.integer({ min: 30, max: 45 }),
        (others, from) => {
          // Coarse fixes look further back in time than in number: here the whole lies within reach.
          const fixes = drive(others.length)
            .map((fix, index) => ({ ...fix, ...others[index] }))
            .map((fix) => ({ ...fix, accuracy: fix.accuracy ?? 5 }));
          const whole = doubtsOf(fixes);
          const part = doubtsOf(fixes.slice(from - neighboursBefore, from + 10 + neighboursAfter));

          expect(part.slice(neighboursBefore, neighboursBefore + 10)).toEqual(
            whole.slice(from, from + 10),
          );
        },
      ),
    );
  });
});

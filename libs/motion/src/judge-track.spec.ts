import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { judgeTrack } from './judge-track.ts';
import type { MotionFix } from './motion-fix.ts';
import { defaultMotionRules, neighboursAfter, neighboursBefore } from './motion-rules.ts';
import { fixAt, parked, placeAt, seeded, start, townDrive } from './testing/tracks.ts';

const options = { now: start + 86_400_000, rules: defaultMotionRules };
const judged = (fixes: readonly MotionFix[]) => judgeTrack(fixes, options);
const metresOf = (fixes: readonly MotionFix[]) =>
  judged(fixes).reduce((sum, { metres }) => sum + metres, 0);

const corner = placeAt(0, 0);
const seeds = Array.from({ length: 8 }, (_, index) => 100 + index);

describe('A drive through a town', () => {
  it.each([
    [1, 5],
    [1, 3],
    [2, 5],
    [2, 3],
    [5, 5],
    [5, 3],
  ])('reported every %i s with an error of %i m keeps its length within 3 %%', (every, noise) => {
    const shares = seeds.map((seed) => {
      const { fixes, metres } = townDrive(seed, noise, every);
      return metresOf(fixes) / metres;
    });
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;

    expect(Math.abs(mean - 1)).toBeLessThan(0.02);
    for (const share of shares) expect(Math.abs(share - 1)).toBeLessThan(0.03);
  });

  it('without errors keeps its length within 1 %', () => {
    for (const seed of seeds) {
      const { fixes, metres } = townDrive(seed, 0, 2);

      expect(Math.abs(metresOf(fixes) / metres - 1)).toBeLessThan(0.01);
    }
  });
});

describe('The speed of a steady drive', () => {
  it.each([
    [1, 3.5],
    [2, 3],
  ])('reported every %i s with an error of 5 m is right to %d m/s', (every, most) => {
    for (const seed of seeds) {
      const drive = parked(seed, 5, every, 0.2).map((fix, at) => ({
        ...fix,
        lng: fix.lng + placeAt(15 * every * at, 0).lng - corner.lng,
      }));
      const off = judged(drive)
        .slice(8)
        .map(({ speed }) => (speed ?? 0) - 15);

      expect(Math.sqrt(off.reduce((sum, each) => sum + each ** 2, 0) / off.length)).toBeLessThan(
        most,
      );
    }
  });
});

describe('A slow vehicle', () => {
  it.each([
    [1, 1.1],
    [1, 3],
    [2, 1.5],
    [10, 1.1],
  ])('that reports every %i s at %d m/s drives', (every, speed) => {
    const fixes = Array.from({ length: 300 }, (_, at) =>
      fixAt(at * every, at * every * speed, 0.3 * Math.sin(at)),
    );

    expect(metresOf(fixes) / (299 * every * speed)).toBeCloseTo(1, 1);
    expect(judged(fixes).at(-1)?.speed).toBeCloseTo(speed, 0);
  });
});

describe('judgeTrack', () => {
  const drive = (count: number, every = 10, speed = 20) =>
    Array.from({ length: count }, (_, at) => fixAt(at * every, at * every * speed, 0));

  it('adds no distance for a void or jump fix', () => {
    const { fixes } = townDrive(7, 0, 5);
    const plain = metresOf(fixes);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: fixes.length - 2 }), { maxLength: 8 }),
        fc.constantFrom({ lat: 0, lng: 0 }, placeAt(90_000, 0), placeAt(0, -40_000)),
        (places, bad) => {
          const all = fixes.flatMap((fix, at) =>
            places.includes(at) ? [fix, { ...bad, time: fix.time.valueOf() + 2_500 }] : [fix],
          );

          expect(metresOf(all)).toBeCloseTo(plain, 6);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('tells no speed above the fastest, whatever a device measures or its places say', () => {
    const anyFix = fc.record({
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      lng: fc.double({ min: -180, max: 180, noNaN: true }),
      speed: fc.option(fc.double({ min: 0, max: 1_000, noNaN: true }), { nil: undefined }),
      accuracy: fc.option(fc.double({ min: 0, max: 5_000, noNaN: true }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(anyFix, { maxLength: 40 }), (places) => {
        const fixes = places.map((place, at) => ({ ...place, time: start + at * 7_000 }));
        for (const { speed, heading, metres, way } of judged(fixes)) {
          expect(speed === null || (speed >= 0 && speed <= defaultMotionRules.maxSpeed)).toBe(true);
          expect(heading === null || (heading >= 0 && heading < 360)).toBe(true);
          expect(Number.isFinite(metres) && metres >= 0).toBe(true);
          if (way === 'none') expect(metres).toBe(0);
        }
      }),
    );
  });

  it('draws no way that cannot have been driven, once the new place is confirmed', () => {
    const fixes = [...drive(8), fixAt(80, 90_000, 0), fixAt(90, 90_200, 0)];

    expect(judged(fixes).map(({ way }) => way)).toEqual([
      'none',
      ...Array<string>(7).fill('driven'),
      'none',
      'driven',
    ]);
    expect(metresOf(fixes)).toBeCloseTo(8 * 200, -1);
  });

  it('knows the way of a vehicle that reports every two minutes', () => {
    const truck = drive(30, 120, 29);

    expect(
      judged(truck)
        .slice(1)
        .every(({ way }) => way === 'driven'),
    ).toBe(true);
    expect(metresOf(truck) / (29 * 120 * 29)).toBeCloseTo(1, 2);
  });

  it('knows the way of a vehicle that always reports every ten minutes', () => {
    const rare = drive(10, 600, 15);

    expect(
      new Set(
        judged(rare)
          .map(({ way }) => way)
          .slice(1),
      ),
    ).toEqual(new Set(['driven']));
    expect(metresOf(rare) / (9 * 600 * 15)).toBeCloseTo(1, 2);
  });

  it('marks the way over a pause that is longer than usual as a gap, and counts it as straight', () => {
    const fixes = drive(62, 10, 15).filter((_, at) => at < 20 || at > 50);

    const ways = judged(fixes).map(({ way }) => way);

    expect(ways[20]).toBe('gap');
    expect(ways.filter((way) => way === 'gap')).toHaveLength(1);
    expect(metresOf(fixes) / (61 * 10 * 15)).toBeCloseTo(1, 2);
  });

  it('believes a measured speed, unless it contradicts the way grossly', () => {
    const measured = (speed: number) => drive(9).map((fix) => ({ ...fix, speed }));

    expect(judged(measured(22)).at(-1)?.speed).toBe(22);
    expect(judged(measured(0)).at(-1)?.speed).toBeCloseTo(20, 0);
    expect(judged(measured(82)).at(-1)?.speed).toBeCloseTo(20, 0);
    expect(judged(measured(999)).at(-1)?.speed).toBeCloseTo(20, 0);
  });

  it('counts ways that are shorter than the accuracy of good fixes', () => {
    const fixes = drive(60, 1, 10).map((fix) => ({ ...fix, accuracy: 20 }));

    expect(metresOf(fixes) / 590).toBeCloseTo(1, 1);
  });

  it('counts nothing for coarse places that agree within their accuracy', () => {
    const random = seeded(5);
    const fixes = Array.from({ length: 40 }, (_, at) =>
      fixAt(at * 60, random() * 900, random() * 900, { accuracy: 1_500 }),
    );

    expect(metresOf(fixes)).toBe(0);
  });

  it('judges a fix the same in a longer track, given enough neighbours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 40, max: 200 }),
        (seed, from) => {
          const { fixes } = townDrive(seed, 4, 5);
          const whole = judged(fixes);
          const part = judged(fixes.slice(from - neighboursBefore, from + 10 + neighboursAfter));

          expect(part.slice(neighboursBefore, neighboursBefore + 10)).toEqual(
            whole.slice(from, from + 10),
          );
        },
      ),
      { numRuns: 20 },
    );
  });
});

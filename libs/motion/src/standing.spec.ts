import { describe, expect, it } from '@jest/globals';
import { judgeTrack } from './judge-track.ts';
import type { MotionFix } from './motion-fix.ts';
import { defaultMotionRules } from './motion-rules.ts';
import { distanceMetres } from './distance.ts';
import { fixAt, parked, placeAt, start } from './testing/tracks.ts';

const options = { now: start + 86_400_000, rules: defaultMotionRules };
const judged = (fixes: readonly MotionFix[]) => judgeTrack(fixes, options);
const metresOf = (fixes: readonly MotionFix[]) =>
  judged(fixes).reduce((sum, { metres }) => sum + metres, 0);
const movingIn = (fixes: readonly MotionFix[]) =>
  judged(fixes).filter(({ speed }) => (speed ?? 0) > 0).length;

const corner = placeAt(0, 0);
const seeds = Array.from({ length: 8 }, (_, index) => 100 + index);

describe('A parked vehicle', () => {
  // Of the first five fixes the legs decide, as there is no place to compare them with.
  it.each([
    [3, 1],
    [10, 1],
    [5, 2],
    [10, 5],
    [3, 10],
    [7, 10],
    [10, 10],
    [10, 60],
  ])('with an error of %i m that reports every %i s drives nowhere', (noise, every) => {
    for (const seed of seeds) {
      const later = judged(parked(seed, noise, every)).slice(5);

      expect(later.filter(({ isStanding }) => !isStanding)).toEqual([]);
      expect(later.reduce((sum, { metres }) => sum + metres, 0)).toBeLessThan(50);
    }
  });

  it('with an error of 7 m drives less than 50 m in two hours, its first fixes included', () => {
    for (const seed of seeds) expect(metresOf(parked(seed, 7, 10))).toBeLessThan(50);
  });

  it.each([
    [20, 10, undefined],
    [20, 1, 30],
    [30, 10, 45],
    [40, 60, 60],
  ])(
    'between walls, with an error of %i m every %i s, hardly ever moves',
    (noise, every, accuracy) => {
      for (const seed of seeds) {
        const stated = accuracy === undefined ? {} : { accuracy };
        const later = judged(
          parked(seed, noise, every).map((fix) => ({ ...fix, ...stated })),
        ).slice(5);

        const moving = later.filter(({ isStanding }) => !isStanding).length;
        expect(moving / later.length).toBeLessThan(0.005);
        // 5 to 20 km without these rules.
        expect(later.reduce((sum, { metres }) => sum + metres, 0)).toBeLessThan(300);
      }
    },
  );

  it('whose device measures no speed has no way at all, however its places scatter', () => {
    const fixes = parked(1, 8, 10).map((fix) => ({ ...fix, speed: 0 }));

    expect(metresOf(fixes.slice(1))).toBeLessThanOrEqual(20);
    expect(movingIn(fixes)).toBe(0);
  });

  it.each([
    [1, 80],
    [5, 100],
    [10, 150],
    [10, 300],
  ])('that reports every %i s drives nowhere if single fixes lie %i m away', (every, away) => {
    const error = parked(4, 4, every);
    const fixes = error.map((fix, at) => (at % 60 === 30 ? fixAt(at * every, away, at % 7) : fix));

    expect(metresOf(fixes)).toBeLessThan(50);
  });

  it('drives nowhere while its places wander by some metres from second to second', () => {
    for (const seed of seeds) {
      const steps = parked(seed, 0.6, 1, 1);
      let [lat, lng] = [0, 0];
      const fixes = steps.map((step) => {
        [lat, lng] = [0.99 * lat + step.lat - corner.lat, 0.99 * lng + step.lng - corner.lng];
        return { ...step, lat: corner.lat + lat, lng: corner.lng + lng };
      });

      expect(metresOf(fixes)).toBeLessThan(50);
    }
  });

  it('is held at one place', () => {
    const places = judged(parked(1, 4, 10)).slice(20);
    const off = places.map(({ place }) => distanceMetres(place, placeAt(0, 0)));

    expect(Math.max(...off)).toBeLessThan(8);
  });

  it('drives off within two reports', () => {
    const rest = parked(3, 4, 10, 0.2);
    const seconds = rest.length * 10;
    const fixes = [...rest, fixAt(seconds, 60, 0), fixAt(seconds + 10, 190, 0)];

    expect(judged(fixes).at(-1)).toMatchObject({ isStanding: false });
    expect(judged(fixes).at(-1)?.speed).toBeGreaterThan(8);
  });
});

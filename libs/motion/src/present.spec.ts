import { describe, expect, it } from '@jest/globals';
import { judgeTrack } from './judge-track.ts';
import { defaultMotionRules, newestFixes } from './motion-rules.ts';
import { presentOf } from './present.ts';
import { fixAt, parked, start, townDrive } from './testing/tracks.ts';

const options = { now: start + 86_400_000, rules: defaultMotionRules };

describe('presentOf', () => {
  it('says of a few newest fixes what the judged track says of the last', () => {
    for (const fixes of [townDrive(4, 3, 5).fixes, parked(4, 5, 10, 0.5)]) {
      for (let end = newestFixes; end < fixes.length; end += 7) {
        const last = judgeTrack(fixes.slice(0, end), options).at(-1);
        const { isStanding, speed, heading, place } =
          presentOf(fixes.slice(end - newestFixes, end), options) ?? {};

        expect({ isStanding, speed, heading, place }).toEqual({
          isStanding: last?.isStanding,
          speed: last?.speed,
          heading: last?.heading,
          place: last?.place,
        });
      }
    }
  });

  it('passes doubtful fixes over', () => {
    const fixes = [fixAt(0, 0, 0), fixAt(10, 200, 0), fixAt(20, 400, 0)];
    const zero = { lat: 0, lng: 0, time: start + 30_000 };

    expect(presentOf([...fixes, zero], options)?.fix).toBe(fixes[2]);
    expect(presentOf([...fixes, fixAt(30, 9_000, 0)], options)?.fix).toBe(fixes[2]);
    expect(presentOf([zero], options)).toBeUndefined();
    expect(presentOf([], options)).toBeUndefined();
  });

  it('counts fixes ahead of now only while there is no other', () => {
    const [before, ahead] = [fixAt(0, 0, 0), fixAt(240, 900, 0)];
    const now = { ...options, now: start + 5_000 };

    expect(presentOf([before, ahead], now)?.fix).toBe(before);
    expect(presentOf([ahead], now)?.fix).toBe(ahead);
  });

  it('knows no speed of a first fix but a measured one', () => {
    expect(presentOf([fixAt(0, 0, 0)], options)).toMatchObject({ speed: null, isStanding: false });
    expect(presentOf([fixAt(0, 0, 0, { speed: 12 })], options)).toMatchObject({ speed: 12 });
    expect(presentOf([fixAt(0, 0, 0, { speed: 0 })], options)).toMatchObject({ speed: 0 });
  });
});

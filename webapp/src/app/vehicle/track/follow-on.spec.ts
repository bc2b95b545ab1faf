import { describe, expect, it } from '@jest/globals';
import { aTrackPoint } from '../../testing/a-track-point';
import { followOn } from './follow-on';

/** About 100 m north of a track's point. */
const report = { lat: -29.8991, lng: -71.25, time: 10_000, speedMph: 20 };

describe('a live report', () => {
  it('was driven to, straight from the last point', () => {
    const point = followOn([aTrackPoint()], report);

    expect(point).toMatchObject({ way: 'driven', isStanding: false });
    expect(point.metres).toBeCloseTo(99.8, 0);
  });

  it('of a vehicle that goes on standing adds no distance', () => {
    const standing = aTrackPoint({ isStanding: true, speedMph: 0 });

    expect(followOn([standing], { ...report, speedMph: 0 })).toMatchObject({
      isStanding: true,
      metres: 0,
    });
    expect(followOn([aTrackPoint()], { ...report, speedMph: 0 }).metres).toBeGreaterThan(99);
  });

  it('comes over a gap after more than five minutes', () => {
    expect(followOn([aTrackPoint()], { ...report, time: 300_000 }).way).toBe('driven');
    expect(followOn([aTrackPoint()], { ...report, time: 300_001 }).way).toBe('gap');
  });

  it('comes over no gap where the vehicle never reports more often', () => {
    const track = [0, 1, 2, 3].map((index) => aTrackPoint({ time: index * 600_000 }));

    expect(followOn(track, { ...report, time: 2_400_000 }).way).toBe('driven');
  });

  it.each([
    ['is the first', [], 20],
    ['has no speed, since nothing drives as fast', [aTrackPoint()], null],
  ] as const)('that %s was not driven to', (_, track, speedMph) => {
    expect(followOn(track, { ...report, speedMph })).toMatchObject({ way: 'none', metres: 0 });
  });
});

import { describe, expect, it } from '@jest/globals';
import { aTrackPoint } from '../../testing/a-track-point';
import { followOn } from './follow-on';
import { holdStands } from './held-track';
import { trailPieces } from './trail';

const at = (time: number) => aTrackPoint({ time });

describe('a trail', () => {
  it('has one piece less than places', () => {
    expect(trailPieces([at(0), at(2_000), at(4_000)])).toHaveLength(2);
    expect(trailPieces([at(0)])).toEqual([]);
  });

  it('runs on over the antimeridian', () => {
    const ferry = [179.999, -179.999, 179.998].map((lng, index) =>
      aTrackPoint({ time: index * 60_000, lat: -16.8, lng }),
    );

    const steps = trailPieces(ferry).map(({ from, to }) => (to.x - from.x) * 360);

    expect(steps).toEqual([expect.closeTo(0.002, 9), expect.closeTo(-0.003, 9)]);
  });

  it('tells the way that nobody knows from the one that was driven, and has none else', () => {
    const ways = (['none', 'driven', 'gap', 'none', 'driven'] as const).map((way, index) =>
      aTrackPoint({ time: index, lat: index / 1_000, way }),
    );

    expect(trailPieces(ways).map(({ isGap }) => isGap)).toEqual([false, true, false]);
  });

  it('comes to a vehicle that reports again after long over a gap', () => {
    const trail = [at(0), followOn([at(0)], { ...at(600_000), lat: -29.95 })];

    expect(trailPieces(trail)).toMatchObject([{ isGap: true }]);
  });

  it('leaves doubtful fixes out and stays where the vehicle stands', () => {
    const history = [
      aTrackPoint({ time: 0, isStanding: true }),
      aTrackPoint({ time: 1, doubt: 'jump', lat: 10 }),
      aTrackPoint({ time: 2, isStanding: true, lat: -29.90005 }),
    ];

    const report = { ...at(3), speedMph: 0, lat: -29.90009 };
    const trail = holdStands([...history, followOn(history, report)]);

    expect(trail.map(({ time, lat }) => [time, lat])).toEqual([
      [0, -29.9],
      [2, -29.9],
      [3, -29.9],
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { aTrackPoint } from '../../testing/a-track-point';
import { believed, holdStands } from './held-track';

describe('a track as it is drawn', () => {
  it('has no doubtful point', () => {
    const points = [aTrackPoint(), aTrackPoint({ doubt: 'jump', lat: 10, way: 'none' })];

    expect(holdStands(points)).toEqual([points[0]]);
    expect(believed(points)).toEqual([points[0]]);
  });

  it('stays where a stand began until it ends', () => {
    const stand = [1, 2, 3].map((index) =>
      aTrackPoint({ lat: index * 1e-5, lng: -index * 1e-5, isStanding: true }),
    );
    const left = aTrackPoint({ lat: 0.001 });

    const drawn = holdStands([...stand, left]);

    expect(drawn.map(({ lat }) => lat)).toEqual([1e-5, 1e-5, 1e-5, 0.001]);
    expect(new Set(drawn.slice(0, 3).map(({ lng }) => lng)).size).toBe(1);
  });

  it('begins another stand where a vehicle was brought', () => {
    const [one, other] = [
      aTrackPoint({ isStanding: true }),
      aTrackPoint({ isStanding: true, lat: -20, way: 'none' }),
    ];

    expect(holdStands([one, other])).toEqual([one, other]);
  });
});

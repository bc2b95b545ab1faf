import { findStops } from '@fleetman/motion';
import { describe, expect, it } from '@jest/globals';
import { aTrackPoint } from '../../testing/a-track-point';
import { stopUnderWay } from './stop-under-way';

const minutes = 60_000;
const drive = aTrackPoint({ time: 0, lat: -29.91 });
const stand = (time: number) => aTrackPoint({ time, isStanding: true });
const since = (points: Parameters<typeof stopUnderWay>[0]) =>
  stopUnderWay(points, findStops(points));

describe('stopUnderWay', () => {
  it('returns when the vehicle came to its stop', () => {
    expect(since([drive, stand(1 * minutes), stand(15 * minutes)])).toBe(1 * minutes);
  });

  it.each([
    ['has no point', []],
    ['begins with the stop', [stand(0), stand(15 * minutes)]],
    [
      'goes on after the stop',
      [
        drive,
        stand(1 * minutes),
        stand(9 * minutes),
        aTrackPoint({ time: 10 * minutes, lat: -29.92 }),
      ],
    ],
    ['ends with a halt of less than two minutes', [drive, stand(1 * minutes), stand(2 * minutes)]],
  ])('returns nothing for a track that %s', (_, points) => {
    expect(since(points)).toBeUndefined();
  });
});

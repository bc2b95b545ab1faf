import { describe, expect, it } from '@jest/globals';
import { addToDay, addToHour, startOfDay, wayMetres } from './recent-track';
import type { TrackPoint } from './track-point';

const noon = new Date(2026, 10, 22, 12).getTime();
/** Some seconds after noon, a metre farther north each. */
const at = (seconds: number): TrackPoint => ({
  lat: -29.9 + seconds / 111_195,
  lng: -71.25,
  time: noon + seconds * 1_000,
  speedMph: 2,
});
const none: readonly TrackPoint[] = [];
const seconds = (points: readonly TrackPoint[]) => points.map(({ time }) => (time - noon) / 1_000);

describe('the last hour', () => {
  it('grows with each report and forgets what is older', () => {
    const hour = [at(0), at(10), at(3_700), at(3_905)].reduce(addToHour, none);

    expect(seconds(hour)).toEqual([10, 3_700, 3_905]);
  });

  it('takes a report once', () => {
    const hour = [at(0), at(10), at(10), at(5)].reduce(addToHour, none);

    expect(seconds(hour)).toEqual([0, 10]);
  });
});

describe('the day', () => {
  it('keeps about one report in five seconds, and the last one', () => {
    const day = [0, 1, 2, 3, 4, 5, 6, 7].map(at).reduce(addToDay, none);

    expect(seconds(day)).toEqual([0, 4, 7]);
  });

  it('stays small, however often a vehicle reports', () => {
    const day = Array.from({ length: 5_000 }, (_, index) => at(index / 10)).reduce(addToDay, none);

    expect(day.length).toBeLessThan(110);
    expect(wayMetres(day)).toBeCloseTo(499.9, 0);
  });

  it('begins anew at midnight', () => {
    const midnight = startOfDay(noon) + 86_400_000;
    const day = addToDay([at(0)], { ...at(0), time: midnight + 1 });

    expect(day.map(({ time }) => time)).toEqual([midnight + 1]);
  });
});

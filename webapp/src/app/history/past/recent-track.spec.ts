import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { summarise } from '@fleetman/motion';
import { aTrackPoint } from '../../testing/a-track-point';
import type { TrackPoint } from '../../vehicle/track/track-point';
import {
  addToDay,
  addToRecent,
  hourOf,
  joinDay,
  mostRecent,
  renewDay,
  renewEnd,
  settledPoint,
  startOfDay,
} from './recent-track';

const noon = new Date(2026, 10, 22, 12).getTime();
/** Some seconds after noon, a metre farther north each. */
const at = (seconds: number) =>
  aTrackPoint({
    lat: -29.9 + seconds / 111_195,
    time: noon + seconds * 1_000,
    speedMph: 2,
    metres: 1,
  });
const none: readonly TrackPoint[] = [];
const seconds = (points: readonly TrackPoint[]) => points.map(({ time }) => (time - noon) / 1_000);

describe('the newest part of a track', () => {
  it('grows by newer reports only', () => {
    const recent = [at(0), at(10), at(10), at(5), at(20)].reduce(addToRecent, none);

    expect(seconds(recent)).toEqual([0, 10, 20]);
  });

  it('drops its oldest point when it is full', () => {
    const full = Array.from({ length: mostRecent }, (_, index) => at(index));

    const longer = addToRecent(full, at(mostRecent));

    expect(longer).toHaveLength(mostRecent);
    expect(longer[0]).toEqual(at(1));
  });

  it('holds every point once, in order, however history and live reports overlap', () => {
    const times = fc
      .uniqueArray(fc.integer({ min: 0, max: 50 }))
      .map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(times, times, (past, live) => {
        const seen = seconds(live.map(at).reduce(addToRecent, past.map(at)));
        expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
        expect(seen).toEqual(expect.arrayContaining(past));
      }),
    );
  });

  it('has the last hour at its end', () => {
    expect(seconds(hourOf([at(0), at(10), at(3_700), at(4_805)]))).toEqual([10, 3_700, 4_805]);
    expect(hourOf([])).toEqual([]);
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
    // A degree of latitude is a little shorter there than on the sphere.
    expect(summarise(day).metres).toBeCloseTo(498.4, 0);
  });

  it('begins anew at midnight', () => {
    const midnight = startOfDay(noon) + 86_400_000;
    const day = addToDay([at(0)], { ...at(0), time: midnight + 1 });

    expect(day.map(({ time }) => time)).toEqual([midnight + 1]);
  });

  it('keeps a gap, which the next report does not hide', () => {
    const day = [at(0), at(900), at(902), at(904)].reduce(addToDay, none);

    expect(day.map(({ way }) => way)).toEqual(['none', 'gap', 'driven']);
  });

  it('is loaded anew from a point that is settled', () => {
    const day = Array.from({ length: 30 }, (_, index) => at(index * 10));

    expect(settledPoint(day, noon + 290_000)).toBe(day[5]);
    expect(settledPoint(day, noon + 250_000)).toBe(day[1]);
    expect(settledPoint(day, noon + 200_000)).toBeUndefined();
  });

  it('takes the end that was judged meanwhile, from the fix that both have', () => {
    const judged = { ...at(20), isStanding: true, metres: 0 };

    expect(renewEnd([at(0), at(10), at(20), at(30)], [at(10), judged])).toEqual([
      at(0),
      at(10),
      judged,
    ]);
    expect(renewEnd([at(0), at(20)], [at(10), judged])).toBeUndefined();
    expect(renewEnd([at(0)], [])).toBeUndefined();
  });

  it('that begins after the newest part is that part', () => {
    const midnight = startOfDay(noon);
    const end = [at(-50_000), at(0), at(10)];

    expect(renewDay([at(0), at(5)], end, midnight)).toEqual([at(0), at(10)]);
    expect(renewDay([], end, midnight)).toEqual([at(0), at(10)]);
    expect(renewDay([at(-20), at(-10), at(5)], [at(-10), at(10)], midnight)).toEqual(
      [-20, -10, 10].map(at),
    );
  });

  it('is what came before, then the newest part', () => {
    const midnight = startOfDay(noon);

    expect(joinDay([at(0), at(10)], [at(10), at(12)], midnight)).toEqual([0, 10, 12].map(at));
    expect(joinDay([at(0), at(9)], [at(10), at(12)], midnight)).toEqual([0, 9, 10, 12].map(at));
    expect(joinDay([], [at(-50_000), at(12)], midnight)).toEqual([at(12)]);
  });
});

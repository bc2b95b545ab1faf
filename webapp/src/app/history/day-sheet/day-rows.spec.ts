import { describe, expect, it } from '@jest/globals';
import { summarise } from '@fleetman/motion';
import { aTrackPoint } from '../../testing/a-track-point';
import { dayRows, dayTotals } from './day-rows';

/** A point some seconds after the start, 10 m north for each metre of `north`. */
const at = (seconds: number, north: number, given: Parameters<typeof aTrackPoint>[0] = {}) =>
  aTrackPoint({
    time: seconds * 1_000,
    lat: -29.9 + north / 11_119.5,
    speedMph: 30,
    way: 'driven',
    metres: 100,
    ...given,
  });
const standing = { isStanding: true, speedMph: 0, metres: 0 };

const track = [
  at(0, 0, { way: 'none', metres: 0 }),
  at(60, 100),
  at(120, 200, { speedMph: 45 }),
  // A doubtful fix is in no row.
  at(130, 9_000, { doubt: 'jump', way: 'none', metres: 0 }),
  at(180, 200, standing),
  at(600, 200, standing),
  at(660, 300),
  at(2_000, 900, { way: 'gap', metres: 6_000 }),
  at(2_060, 1_000),
];

describe('the rows of a day', () => {
  const { stops, metres } = summarise(track);
  const rows = dayRows(track, stops);

  it('are drives, stops and gaps in turn, without a hole', () => {
    expect(rows.map(({ kind, from, to }) => [kind, from / 1_000, to / 1_000])).toEqual([
      ['drive', 0, 120],
      ['stop', 120, 600],
      ['drive', 600, 660],
      ['gap', 660, 2_000],
      ['drive', 2_000, 2_060],
    ]);
  });

  it('have the stops of the list', () => {
    const found = rows.filter(({ kind }) => kind === 'stop');

    expect(found.map(({ from, to, start }) => ({ from, to, start }))).toEqual(
      stops.map((stop) => ({ from: stop.from, to: stop.to, start: stop })),
    );
  });

  it('add up to what the summary says', () => {
    const totals = dayTotals(rows);

    expect(totals.metres).toBe(metres);
    expect(totals).toMatchObject({
      drivingMs: 240_000,
      standingMs: 480_000,
      unknownMs: 1_340_000,
      topMph: 45,
    });
  });

  it('are none of a track of one point or none', () => {
    expect(dayRows([], [])).toEqual([]);
    expect(dayRows([at(0, 0)], [])).toEqual([]);
    expect(dayTotals([])).toMatchObject({ metres: 0, topMph: null });
  });
});

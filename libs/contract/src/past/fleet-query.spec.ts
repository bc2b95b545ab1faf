import { describe, expect, it } from '@jest/globals';
import { countFrames, fleetAtQuery, fleetRangeQuery } from './fleet-query.ts';

const from = '2026-11-22T10:00:00.000Z';
const to = '2026-11-22T10:10:00.000Z';

function problemsOf(query: object): unknown {
  return fleetRangeQuery
    .safeParse(query)
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('fleetAtQuery', () => {
  it('reads the time', () => {
    expect(fleetAtQuery.parse({ at: '2026-11-22T11:00:00+0100' })).toEqual({ at: new Date(from) });
  });

  it.each([undefined, '', 'yesterday', '2026-11-22', '2026-11-22T10:00:00', '1763805600000'])(
    'refuses %j',
    (at) => {
      expect(fleetAtQuery.safeParse({ at }).error?.issues).toMatchObject([
        { path: ['at'], message: expect.stringContaining('expected an ISO 8601 time') },
      ]);
    },
  );
});

describe('fleetRangeQuery', () => {
  it.each([
    ['500ms', 500],
    ['5s', 5_000],
    ['1.5s', 1_500],
    ['1m', 60_000],
    ['0.5h', 1_800_000],
    ['1d', 86_400_000],
  ])('reads two times and the step %s', (step, ms) => {
    const end = '2026-11-22T10:01:00.000Z';

    expect(fleetRangeQuery.parse({ from, to: end, step })).toEqual({
      from: new Date(from),
      to: new Date(end),
      step: ms,
    });
  });

  it.each([undefined, '', '0s', '5', '0.1ms', '-5s', '5 s', '1w', '1e3ms', ['5s', '6s']])(
    'refuses the step %j',
    (step) => {
      expect(problemsOf({ from, to, step })).toEqual([
        'step: expected a duration of 1ms or more, like 500ms, 5s or 1m',
      ]);
    },
  );

  it('refuses a range that ends before it begins', () => {
    expect(problemsOf({ from: to, to: from, step: '1s' })).toEqual([
      'to: expected 2026-11-22T10:10:00.000Z, which is "from", or later',
    ]);
  });

  it('says which step fits where there would be too many frames', () => {
    expect(problemsOf({ from, to, step: '1s' })).toEqual([
      'step: expected 1001ms or more: 600 frames fit in an answer',
    ]);
    expect(problemsOf({ from, to, step: '1001ms' })).toBeUndefined();
  });
});

describe('countFrames', () => {
  it.each([
    [0, 1],
    [4_999, 1],
    [5_000, 2],
    [10_000, 3],
    [12_000, 3],
  ])('counts both ends: in %i ms with a step of 5 s', (ms, frames) => {
    const start = new Date(from);
    const end = new Date(start.getTime() + ms);

    expect(countFrames({ from: start, to: end, step: 5_000 })).toBe(frames);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '../checker/outcome.ts';
import { judge } from './judge.ts';

const sound: Outcome = {
  ...{ fault: 'kill', attempted: 10, confirmed: 9, stored: 9, parked: 0, asked: 5 },
  ...{ lost: [], duplicated: [], unexpected: [], failures: ['status 503'] },
  ...{ recoveryMs: 9_000, freezeMs: 30_000 },
};

describe('judge', () => {
  it('finds nothing wrong where nothing is lost and all is well again in time', () => {
    expect(judge(sound, {})).toEqual([]);
  });

  it.each<[string, Partial<Outcome>]>([
    ['a lost report', { lost: ['Truck'] }],
    ['a report stored twice', { duplicated: ['Truck'] }],
    ['an unexpected answer', { unexpected: ['Truck'] }],
    ['a slow recovery', { recoveryMs: 10_001 }],
    ['no recovery', { recoveryMs: undefined }],
    ['a load that did nothing', { confirmed: 0 }],
  ])('finds %s', (_, change) => {
    expect(judge({ ...sound, ...change }, {})).not.toEqual([]);
  });

  it('wants no failed request and no frozen page where parts are rolled', () => {
    expect(judge(sound, { isRolling: true })).toEqual([
      '1 failed requests:',
      '  status 503',
      'a page was frozen for 30000 ms',
    ]);
    expect(judge({ ...sound, failures: [], freezeMs: 2_000 }, { isRolling: true })).toEqual([]);
  });
});

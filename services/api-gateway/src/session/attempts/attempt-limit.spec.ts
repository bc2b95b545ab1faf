import { beforeEach, describe, expect, it } from '@jest/globals';
import { AttemptLimit } from './attempt-limit.ts';

describe('AttemptLimit', () => {
  let now: number;
  let limit: AttemptLimit;
  beforeEach(() => {
    now = 0;
    limit = new AttemptLimit({ burst: 3, everyMs: 10_000 }, () => now);
  });

  /** How many of these attempts there are. */
  function tries(count: number, key = 'ann'): number {
    let allowed = 0;
    for (let attempt = 0; attempt < count; attempt++) {
      if (limit.waitOf(key) > 0) continue;
      limit.take(key);
      allowed += 1;
    }
    return allowed;
  }

  it('lets some through at once, then one from time to time', () => {
    expect(tries(10)).toBe(3);
    expect(limit.waitOf('ann')).toBe(10);

    now = 4_000;
    expect([tries(1), limit.waitOf('ann')]).toEqual([0, 6]);
    now = 10_000;
    expect(tries(10)).toBe(1);
    now = 1_000_000;
    expect(tries(10)).toBe(3);
  });

  it('counts each name for itself, and no attempt that went well', () => {
    expect(tries(10)).toBe(3);
    expect(tries(10, 'bob')).toBe(3);

    limit.giveBack('ann');
    expect(tries(10)).toBe(1);
  });

  it('remembers no more than 50,000 names', () => {
    limit.take('first');
    for (let name = 0; name < 50_000; name++) limit.take(String(name));

    expect(tries(10, 'first')).toBe(3);
    expect(tries(10, '49999')).toBe(2);
  });
});

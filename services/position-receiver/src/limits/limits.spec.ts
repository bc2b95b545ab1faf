import { describe, expect, it } from '@jest/globals';
import { AttemptLimit } from './attempt-limit.ts';
import { InFlight } from './in-flight.ts';
import { TokenBuckets } from './token-buckets.ts';

describe('TokenBuckets', () => {
  it('gives as many as there are, and fills up again', () => {
    let now = 0;
    const buckets = new TokenBuckets({ perSecond: 2, capacity: 10, now: () => now });

    expect(buckets.tryTake('a', 8)).toBe(true);
    expect(buckets.tryTake('a', 3)).toBe(false);
    expect(buckets.secondsUntil('a', 3)).toBe(1);
    expect(buckets.tryTake('b', 10)).toBe(true);
    now += 500;
    expect(buckets.tryTake('a', 3)).toBe(true);
    now += 60_000;
    expect(buckets.tokensOf('a')).toBe(10);
  });

  it('keeps a bounded number of buckets', () => {
    const buckets = new TokenBuckets({ perSecond: 1, capacity: 1, most: 2, now: () => 0 });
    for (const name of ['a', 'b', 'c']) buckets.tryTake(name, 1);

    expect(['a', 'b', 'c'].map((name) => buckets.tokensOf(name))).toEqual([1, 0, 0]);
  });

  it('has no limit at 0 a second', () => {
    const buckets = new TokenBuckets({ perSecond: 0, capacity: 1, now: () => 0 });

    expect([1, 2, 3].every(() => buckets.tryTake('a', 1_000))).toBe(true);
  });
});

describe('AttemptLimit', () => {
  it('lets an address wait after too many unknown keys, and no other', () => {
    let now = 0;
    const attempts = new AttemptLimit({ perMinute: 2, now: () => now });

    expect([attempts.fail('a'), attempts.fail('a')]).toEqual([true, false]);
    expect(attempts.waitOf('a')).toBe(30);
    expect(attempts.waitOf('b')).toBeUndefined();
    now += 30_000;
    expect(attempts.waitOf('a')).toBeUndefined();
    attempts.fail('a');
    attempts.succeed('a');
    expect(attempts.waitOf('a')).toBeUndefined();
  });

  it('has no limit at 0 a minute', () => {
    const attempts = new AttemptLimit({ perMinute: 0 });
    attempts.fail('a');

    expect(attempts.waitOf('a')).toBeUndefined();
  });
});

describe('InFlight', () => {
  it('has room again when work is done, failed work too', async () => {
    const inFlight = new InFlight(10);
    const gate = Promise.withResolvers<undefined>();
    const first = inFlight.run(8, () => gate.promise);

    expect(inFlight.run(3, () => Promise.resolve(1))).toBeUndefined();
    gate.reject(new Error('lost'));
    await expect(first).rejects.toThrow('lost');
    expect(await inFlight.run(10, () => Promise.resolve(1))).toBe(1);
  });
});

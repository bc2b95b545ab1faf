import { describe, expect, it } from '@jest/globals';
import { QuietTally } from './quiet-tally.ts';

describe('QuietTally', () => {
  it('says the first of each kind at once, and sums up the others after a minute', () => {
    let now = 0;
    const tally = new QuietTally<string>(() => now);

    expect([tally.add('a', 5), tally.add('a'), tally.add('b')]).toEqual([5, undefined, 1]);

    now = 60_000;
    expect(tally.add('a', 2)).toBe(3);
  });
});

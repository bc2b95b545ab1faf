import { describe, expect, it } from '@jest/globals';
import { Seldom } from './seldom.ts';

describe('Seldom', () => {
  it('lets each name through once in its interval', () => {
    const seldom = new Seldom(1_000);

    expect([0, 999, 1_000, 1_500].map((now) => seldom.isDue('a', now))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(seldom.isDue('b', 1_500)).toBe(true);
  });

  it('lets a name through again that it is to forget', () => {
    const seldom = new Seldom(1_000);
    seldom.isDue('a', 0);

    seldom.forget('a');

    expect(seldom.isDue('a', 1)).toBe(true);
  });

  it('forgets the one that was let through first when there are too many', () => {
    const seldom = new Seldom(1_000, 2);
    for (const name of ['a', 'b', 'c']) seldom.isDue(name, 0);

    expect(['c', 'b', 'a'].map((name) => seldom.isDue(name, 1))).toEqual([false, false, true]);
  });
});

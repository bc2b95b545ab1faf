import { describe, expect, it } from '@jest/globals';
import { handlingAge } from './handling-age.ts';

const now = Date.UTC(2026, 10, 29);
const hour = 3_600_000;

describe('handlingAge', () => {
  it.each([
    ['now', now, 0],
    ['2 s ago', now - 2_000, 2_000],
    ['2 s ahead, by another clock', now + 2_000, 0],
    ['three days ago, in a queue that nobody took from', now - 72 * hour, hour],
  ])('is bounded for a message of %s', (_what, publishedAt, age) => {
    expect(handlingAge(publishedAt, now)).toBe(age);
  });

  it.each([
    ['nothing', undefined],
    ['a text', '2026-11-29'],
    ['NaN', Number.NaN],
    ['-Infinity', -Infinity],
    ['1970', 0],
    ['1e308', 1e308],
    ['tomorrow', now + 24 * hour],
    ['a time before this decade', Date.UTC(2019, 0, 1)],
  ])('is unknown for a message that says %s', (_what, publishedAt) => {
    expect(handlingAge(publishedAt, now)).toBeUndefined();
  });
});

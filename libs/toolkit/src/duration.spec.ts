import { describe, expect, it } from '@jest/globals';
import { readDuration } from './duration.ts';

describe('readDuration', () => {
  it.each([
    ['0', 0],
    ['500ms', 500],
    ['1.5s', 1_500],
    ['15m', 900_000],
    ['12h', 43_200_000],
    ['7d', 604_800_000],
    ['0.4ms', 0],
  ])('reads %s as %d ms', (text, ms) => {
    expect(readDuration(text)).toBe(ms);
  });

  it.each(['', '5', '5 s', '-5s', '5S', '1e3s', '.5s', '5.s', '5s\n', '1'.repeat(30) + 's'])(
    'reads no duration from %j',
    (text) => {
      expect(readDuration(text)).toBeUndefined();
    },
  );
});

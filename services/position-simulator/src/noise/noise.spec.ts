import { describe, expect, it } from '@jest/globals';
import { readNoise } from './noise.ts';

describe('readNoise', () => {
  it.each([
    ['5m', 5, []],
    ['2.5m,jumps', 2.5, ['jumps']],
    ['late, void ,12m', 12, ['late', 'void']],
    ['jumps,silences,late,void,coarse', 0, ['jumps', 'silences', 'late', 'void', 'coarse']],
  ])('reads %j', (text, metres, kinds) => {
    expect(readNoise(text)).toEqual({ metres, kinds: new Set(kinds) });
  });

  it.each(['off', '0'])('takes %j for a drive without noise', (text) => {
    expect(readNoise(text)).toBeUndefined();
  });

  it.each(['5', '5km', 'jump', '5m,jump', '-1m', '0m', '101m', '5m,8m', '5m,', '', 'off,5m'])(
    'refuses %j and says what it knows',
    (text) => {
      expect(() => readNoise(text)).toThrow(
        'expected off, metres up to 100 and any of jumps, silences, late, void, coarse, like 5m or 5m,jumps,late',
      );
    },
  );
});

import { describe, expect, it } from '@jest/globals';
import { codeLine } from './coded-lines.ts';

describe('codeLine', () => {
  it('writes the first point, then steps', () => {
    const line = [
      [10, 20],
      [10.01, 19.98],
      [-170, 20],
    ] as const;

    expect(codeLine(line, 100)).toEqual([1000, 2000, 1, -2, -18001, 2]);
  });

  it('leaves out points that fall on the one before', () => {
    const line = [
      [0, 0],
      [0.001, 0.001],
      [1, 0],
    ] as const;

    expect(codeLine(line, 100)).toEqual([0, 0, 100, 0]);
  });
});

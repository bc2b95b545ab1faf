import { describe, expect, it } from '@jest/globals';
import { columnFor } from './value-column.ts';

describe.each([
  ['numbers', 62.5, 0],
  ['truth values', true, false],
  ['texts', 'sos', 'low battery'],
])('a ValueColumn of %s', (_, one, other) => {
  it('has what was set and nothing else', () => {
    const column = columnFor(one, 4);
    column.set(1, one);
    column.set(2, other);
    column.set(1, undefined);
    column.set(3, one);

    expect([0, 1, 2, 3, 4].map((row) => column.at(row))).toEqual([
      undefined,
      undefined,
      other,
      one,
      undefined,
    ]);
  });

  it('forgets rows', () => {
    const column = columnFor(one, 3);
    for (const row of [0, 1, 2]) column.set(row, one);

    column.clear(0, 2);

    expect([0, 1, 2].map((row) => column.at(row))).toEqual([undefined, undefined, one]);
  });

  it('moves rows, and keeps those that it is told to when its size changes', () => {
    const column = columnFor(one, 4);
    column.set(0, one);
    column.set(1, other);
    column.copyWithin(2, 0, 2);

    const resized = column.resized(6, 1, 4);

    expect([0, 1, 2, 3, 5].map((row) => resized.at(row))).toEqual([
      other,
      one,
      other,
      undefined,
      undefined,
    ]);
    resized.set(5, one);
    expect(resized.at(5)).toBe(one);
  });
});

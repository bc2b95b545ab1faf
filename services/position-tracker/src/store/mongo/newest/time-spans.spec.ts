import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { united } from './time-spans.ts';

describe('united', () => {
  it('leaves spans apart that do not meet', () => {
    const spans = [
      { from: 5, to: 6 },
      { from: 1, to: 2 },
    ];

    expect(united(spans)).toEqual([
      { from: 1, to: 2 },
      { from: 5, to: 6 },
    ]);
    expect(united([])).toEqual([]);
  });

  it('makes one of those that overlap, and ends with the last', () => {
    const spans = [
      { from: 3, to: 9 },
      { from: 1, to: Infinity },
      { from: 0, to: 1 },
    ];

    expect(united(spans)).toEqual([{ from: 0, to: Infinity }]);
  });

  it('covers the same times, each once', () => {
    const span = fc
      .tuple(fc.nat(30), fc.nat(5))
      .map(([from, length]) => ({ from, to: from + length }));
    const times = Array.from({ length: 40 }, (_, time) => time);
    const covering = (spans: readonly { from: number; to: number }[], time: number) =>
      spans.filter(({ from, to }) => from <= time && time <= to).length;
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), (spans) => {
        const result = united(spans);
        expect(times.map((time) => covering(result, time))).toEqual(
          times.map((time) => Math.min(1, covering(spans, time))),
        );
      }),
    );
  });
});

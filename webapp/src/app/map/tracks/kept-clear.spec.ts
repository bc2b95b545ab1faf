import { describe, expect, it } from '@jest/globals';
import { aTrackPoint } from '../../testing/a-track-point';
import { areOthers, keptClear } from './kept-clear';

const at = (seconds: number, lng = -71.25 + seconds / 1e5) =>
  aTrackPoint({ time: seconds * 1_000, lng });
const line = (count: number) => Array.from({ length: count }, (_, index) => at(index));

function linesOf(lines: Parameters<typeof keptClear>[0]) {
  const [feature] = keptClear(lines).sources['kept-clear']?.data.features ?? [];
  return feature?.geometry.type === 'MultiLineString' ? feature.geometry.coordinates : [];
}

describe('keptClear', () => {
  it('has the parts of each line that are drawn', () => {
    const broken = [at(0), at(1), { ...at(2), way: 'none' as const }, at(3), at(4)];

    expect(linesOf([broken, line(4), line(1)]).map(({ length }) => length)).toEqual([2, 3, 4]);
  });

  it('runs on over the antimeridian', () => {
    const [ferry] = linesOf([[at(0, 179.99), at(1, -179.99), at(2, 179.98)]]);

    expect(ferry?.map(([lng]) => lng)).toEqual([
      179.99,
      expect.closeTo(180.01, 9),
      expect.closeTo(179.98, 9),
    ]);
  });
});

describe('areOthers', () => {
  it.each([
    ['have grown by a report', [line(10)], [line(9)], false],
    ['have lost their oldest point', [line(10).slice(1)], [line(10)], false],
    ['are another one more', [line(10), line(3)], [line(10)], true],
    ['have been loaded', [line(50)], [line(1)], true],
    [
      'end at another time',
      [line(10)],
      [line(10).map((point) => ({ ...point, time: point.time - 90_000 }))],
      true,
    ],
  ])('says of lines that %s whether they are others', (_, lines, before, expected) => {
    expect(areOthers(lines, before)).toBe(expected);
  });
});

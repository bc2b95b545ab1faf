import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nearestRow } from './nearest-row';

const places = [
  { x: 0, y: 0 },
  { x: 10, y: 0 },
  { x: 10, y: 0 },
  { x: 100, y: 100 },
] as const;
const pick = (x: number, y: number, rows: Iterable<number> = places.keys()) =>
  nearestRow({ x, y }, rows, (row) => places[row], 16);

describe('nearestRow', () => {
  it('is the vehicle that is shown nearest', () => {
    expect(pick(4, 0)).toBe(0);
    expect(pick(6, 3)).toBe(1);
  });

  it('is none where all are too far away, or none is shown', () => {
    expect(pick(116, 100)).toBeUndefined();
    expect(pick(115, 100)).toBe(3);
    expect(pick(0, 0, [-1, 7])).toBeUndefined();
  });

  it('is the first of two on one spot, which is the selected one', () => {
    expect(pick(10, 0, [2, 0, 1])).toBe(2);
  });

  it('is never farther away than another one', () => {
    const point = fc.record({ x: fc.integer({ max: 50 }), y: fc.integer({ max: 50 }) });
    fc.assert(
      fc.property(fc.array(point), point, (all, at) => {
        const away = (row: number) => {
          const { x, y } = all[row] ?? { x: Infinity, y: 0 };
          return Math.hypot(x - at.x, y - at.y);
        };
        const row = nearestRow(at, all.keys(), (index) => all[index], 16);
        const least = Math.min(...[...all.keys()].map(away));
        expect(row === undefined ? least >= 16 : away(row) === least).toBe(true);
      }),
    );
  });
});

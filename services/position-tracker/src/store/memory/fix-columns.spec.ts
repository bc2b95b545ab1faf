import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Fix } from '../../fixes/fix.ts';
import { FixColumns } from './fix-columns.ts';

const fix = fc.record(
  {
    time: fc.integer({ min: 0, max: 200 }).map((ms) => new Date(ms)),
    lat: fc.double({ noNaN: true }),
    lng: fc.double({ noNaN: true }),
    speed: fc.double({ noNaN: true }),
    accuracy: fc.double({ noNaN: true }),
    attributes: fc.integer({ min: 0, max: 300 }).map((length) => `{"a":"${'x'.repeat(length)}"}`),
  },
  { requiredKeys: ['time', 'lat', 'lng'] },
);

const batch = fc
  .uniqueArray(fix, { maxLength: 40, selector: ({ time }) => time.getTime() })
  .map((fixes) => fixes.toSorted((one, other) => one.time.getTime() - other.time.getTime()));

const step = fc.oneof(
  batch.map((fixes) => ({ fixes })),
  fc.record({ drop: fc.nat(60) }),
);

function contentOf(columns: FixColumns): (Fix | undefined)[] {
  return Array.from({ length: columns.length }, (_, index) => columns.at(index));
}

/** Each fix counts for one, and attributes by their size. */
function weightOf(fixes: readonly Fix[]): number {
  const texts = fixes.flatMap(({ attributes }) => attributes ?? []);
  return texts.reduce((sum, { length }) => sum + Math.ceil((length + 24) / 36), fixes.length);
}

describe('FixColumns', () => {
  it('behaves like a sorted list that keeps the first fix of each time', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const columns = new FixColumns();
        let model: Fix[] = [];
        for (const taken of steps) {
          if ('drop' in taken) {
            columns.dropOldest(taken.drop);
            model = model.slice(taken.drop);
          } else {
            const known = new Set(model.map(({ time }) => time.getTime()));
            const fresh = taken.fixes.filter(({ time }) => !known.has(time.getTime()));
            expect(columns.addAll(taken.fixes)).toBe(fresh.length);
            model = [...model, ...fresh].sort(
              (one, other) => one.time.getTime() - other.time.getTime(),
            );
          }
        }

        expect(contentOf(columns)).toEqual(model);
        expect(columns.weight).toBe(weightOf(model));
      }),
    );
  });

  it('has nothing outside its ends', () => {
    const columns = new FixColumns();
    columns.addAll([{ time: new Date(5), lat: 1, lng: 2 }]);

    expect([columns.at(-1), columns.at(1), columns.timeAt(1)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('finds the first fix at a time or later', () => {
    const columns = new FixColumns();
    columns.addAll([10, 20, 30].map((ms) => ({ time: new Date(ms), lat: 0, lng: 0 })));

    expect([5, 10, 11, 30, 31].map((ms) => columns.indexAtOrAfter(ms))).toEqual([0, 0, 1, 2, 3]);
  });
});

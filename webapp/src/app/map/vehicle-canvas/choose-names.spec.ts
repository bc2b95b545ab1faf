import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MercatorPoint } from '../../geo/mercator';
import { chooseNames, mostNames } from './choose-names';

const cameraAt = (zoom: number) => ({
  center: { x: 0.5, y: 0.5 },
  worldSize: 512 * 2 ** zoom,
  width: 800,
  height: 600,
});

function choose(
  places: readonly (MercatorPoint | undefined)[],
  { zoom = 15, always = [] as readonly number[] } = {},
) {
  const placeOf = (row: number) => places[row];
  return chooseNames({ camera: cameraAt(zoom), rows: places.keys(), always, placeOf });
}

describe('chooseNames', () => {
  it('names each vehicle that has room', () => {
    expect(choose([at(100, 100), at(300, 100), at(100, 130)])).toEqual([0, 1, 2]);
  });

  it('leaves out a name that would lie over another one', () => {
    expect(choose([at(100, 100), at(209, 119), at(210, 100)])).toEqual([0, 2]);
  });

  it('names the selected vehicle first, which the others make room for', () => {
    expect(choose([at(100, 100), at(150, 110)], { always: [1] })).toEqual([1]);
  });

  it('names none but the selected one from afar', () => {
    expect(choose([at(100, 100), at(300, 100)], { zoom: 12.9, always: [1] })).toEqual([1]);
  });

  it('names none that is not on the screen', () => {
    expect(choose([at(-51, 100), at(900, 100), undefined, at(-49, 100)])).toEqual([3]);
  });

  it('names no more than can be read', () => {
    const places = Array.from({ length: 2 * mostNames }, (_, row) =>
      at((row % 7) * 120, Math.floor(row / 7) * 25),
    );

    expect(choose(places)).toHaveLength(mostNames);
  });

  it('never has two names on each other', () => {
    const place = fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ max: 600 }) });
    fc.assert(
      fc.property(fc.array(place), (places) => {
        const named = choose(places).map((row) => places[row]);
        for (const [index, one] of named.entries()) {
          for (const other of named.slice(index + 1)) {
            const isApart = Math.abs(apart(one, other, 'x')) >= 110;
            expect(isApart || Math.abs(apart(one, other, 'y')) >= 20).toBe(true);
          }
        }
      }),
    );
  });
});

function at(x: number, y: number): MercatorPoint {
  return { x, y };
}

function apart(one: MercatorPoint | undefined, other: MercatorPoint | undefined, axis: 'x' | 'y') {
  return (one?.[axis] ?? NaN) - (other?.[axis] ?? NaN);
}

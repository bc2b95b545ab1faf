import { describe, expect, it } from '@jest/globals';
import type { Camera } from '../../geo/mercator';
import { findStacks } from './stacks';

const camera: Camera = {
  center: { x: 0.5, y: 0.5 },
  worldSize: 512 * 2 ** 19,
  width: 1_000,
  height: 800,
};

/** The stacks of symbols at these places on the screen; row `10 + i` is the one at place `i`. */
function stacksOf(...places: readonly (readonly [x: number, y: number])[]) {
  const vehicles = {
    xs: Float32Array.from(places, ([x]) => x),
    ys: Float32Array.from(places, ([, y]) => y),
    count: places.length,
    camera,
    margin: 120,
  };
  return findStacks(vehicles, Uint32Array.from(places.keys()), (index) => 10 + index);
}

describe('findStacks', () => {
  it('counts symbols on one spot, and names their rows', () => {
    const [stack, ...others] = stacksOf([500, 400], [200, 100], [500, 400], [500, 400]);

    expect(stack).toMatchObject({ count: 3, rows: [10, 12, 13], middle: { x: 0.5, y: 0.5 } });
    expect(others).toEqual([]);
  });

  it('counts two vehicles 1 m apart at the closest zoom, wherever they are', () => {
    // 6.7 pixels at the equator, 11.5 at 54.5 degrees.
    expect(stacksOf([500, 400], [506.7, 400])).toMatchObject([{ count: 2 }]);
    expect(stacksOf([23.9, 11.9], [24.1, 0.5])).toMatchObject([{ count: 2 }]);
  });

  it('leaves symbols alone that can be told apart', () => {
    expect(stacksOf([500, 400], [513, 400], [500, 413])).toEqual([]);
  });

  it('joins stacks whose numbers would lie over each other, the largest first', () => {
    const at = (x: number, count: number) => Array.from({ length: count }, () => [x, 400] as const);

    const stacks = stacksOf(...at(100, 2), ...at(120, 3), ...at(400, 4));

    expect(stacks.map(({ count }) => count)).toEqual([4, 5]);
  });

  it('takes no notice of the edges of the screen', () => {
    expect(stacksOf([-3, -3], [3, 3])).toMatchObject([{ count: 2 }]);
  });
});

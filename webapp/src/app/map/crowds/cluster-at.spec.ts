import { describe, expect, it } from '@jest/globals';
import { clusterAt, numberPlace } from './cluster-at';
import type { Cluster } from './clusters';

const camera = { center: { x: 0.5, y: 0.5 }, worldSize: 1_000, width: 400, height: 200 };
/** In the middle of the screen. */
const crowd: Cluster = { keys: ['1/2/3'], rows: [], count: 40, middle: camera.center };
const stack: Cluster = { keys: [], rows: [4, 5], count: 2, middle: camera.center };

describe('the number of a cluster', () => {
  it('is in the middle of a crowd, and beside a stack', () => {
    expect(numberPlace(crowd, camera)).toEqual({ x: 200, y: 100 });
    expect(numberPlace(stack, camera)).toEqual({ x: 215, y: 86 });
  });

  it('is meant by a pointer that is on it', () => {
    expect(clusterAt({ x: 226, y: 118 }, [crowd], camera)).toBe(crowd);
    expect(clusterAt({ x: 227, y: 100 }, [crowd], camera)).toBeUndefined();
    expect(clusterAt({ x: 200, y: 119 }, [crowd], camera)).toBeUndefined();
  });

  it('of a stack is not meant by a pointer on its symbol', () => {
    expect(clusterAt({ x: 198, y: 100 }, [stack], camera)).toBeUndefined();
    expect(clusterAt({ x: 215, y: 90 }, [stack], camera)).toBe(stack);
  });

  it('is found in the next copy of the world', () => {
    const east = { ...camera, center: { x: 1.5, y: 0.5 } };

    expect(clusterAt({ x: 200, y: 100 }, [crowd], east)).toBe(crowd);
  });
});

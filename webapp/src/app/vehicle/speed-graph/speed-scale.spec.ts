import { describe, expect, it } from '@jest/globals';
import { speedScale } from './speed-scale';

describe('speedScale', () => {
  it.each([
    [0, [5, 10, 15]],
    [15, [5, 10, 15]],
    [15.2, [10, 20, 30]],
    [59, [20, 40, 60]],
    [130, [50, 100, 150]],
    [300, [100, 200, 300]],
    [450.5, [151, 302, 453]],
  ])('has three lines for a speed of %d', (fastest, expected) => {
    expect(speedScale(fastest)).toEqual(expected);
  });
});

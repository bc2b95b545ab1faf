import { describe, expect, it } from '@jest/globals';
import { formatSpeed, toDistanceUnit } from './units';

describe('units', () => {
  it.each([
    [null, 'mph', '–'],
    [0, 'mph', '0'],
    [30.4, 'mph', '30'],
    [30.4, 'km/h', '49'],
  ] as const)('write a speed of %s mph in %s as %s', (speed, unit, expected) => {
    expect(formatSpeed(speed, unit)).toBe(expected);
  });

  it('measure distances in what goes with the speeds', () => {
    expect(toDistanceUnit(1_609.344, 'mph')).toBe(1);
    expect(toDistanceUnit(1_609.344, 'km/h')).toBeCloseTo(1.609_344, 9);
  });
});

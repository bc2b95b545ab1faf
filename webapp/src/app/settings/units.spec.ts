import { describe, expect, it } from '@jest/globals';
import { formatAge, formatDistance, formatHeading, formatSpeed } from './units';

describe('what people read', () => {
  it.each([
    [null, 'mph', '–'],
    [0, 'mph', '0'],
    [30.4, 'mph', '30'],
    [30.4, 'km/h', '49'],
  ] as const)('writes a speed of %s mph in %s as %s', (speed, unit, expected) => {
    expect(formatSpeed(speed, unit)).toBe(expected);
  });

  it.each([
    [1_609.344, 'mph', '1.0 mi'],
    [1_609.344, 'km/h', '1.6 km'],
    [250_000, 'km/h', '250 km'],
  ] as const)('writes %s metres for %s as %s', (metres, unit, expected) => {
    expect(formatDistance(metres, unit)).toBe(expected);
  });

  it.each([
    [-3_000, 'now'],
    [4_999, 'now'],
    [5_000, '5 s ago'],
    [59_999, '59 s ago'],
    [60_000, '1 min ago'],
    [3_600_000, '1 h ago'],
    [3 * 86_400_000, '3 days ago'],
  ])('writes an age of %s ms as %s', (age, expected) => {
    expect(formatAge(age)).toBe(expected);
  });

  it.each([
    [null, '–'],
    [0, 'N'],
    [359, 'N'],
    [46, 'NE'],
    [182, 'S'],
  ])('writes a heading of %s as %s', (degrees, expected) => {
    expect(formatHeading(degrees)).toBe(expected);
  });
});

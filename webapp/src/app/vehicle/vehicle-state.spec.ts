import { describe, expect, it } from '@jest/globals';
import { vehicleStateOf } from './vehicle-state';

describe('what a vehicle does', () => {
  it.each([
    [30, 0, 'moving'],
    [0.9, 59_999, 'stopped'],
    [NaN, 0, 'unknown'],
    [30, 60_001, 'silent'],
    [NaN, 60_001, 'silent'],
  ])('at %s mph, %s ms after its last report, is: %s', (speedMph, ageMs, expected) => {
    expect(vehicleStateOf(speedMph, ageMs, 60_000)).toBe(expected);
  });
});

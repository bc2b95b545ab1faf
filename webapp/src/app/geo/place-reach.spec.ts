import { describe, expect, it } from '@jest/globals';
import { passesBy } from './place-reach';

const lines = [
  [
    [-1.47, 53.38],
    [-1.46, 53.39],
  ],
  [[179.999, 10]],
] as const;

describe('passesBy', () => {
  it('finds a line that has a point near by', () => {
    expect(passesBy(lines, { lng: -1.461, lat: 53.391 }, 0.0001)).toBe(true);
    expect(passesBy(lines, { lng: -1.4, lat: 53.391 }, 0.0001)).toBe(false);
  });

  it('finds it over the antimeridian', () => {
    expect(passesBy(lines, { lng: -179.999, lat: 10 }, 0.0001)).toBe(true);
  });

  it('finds nothing among no lines', () => {
    expect(passesBy([], { lng: 0, lat: 0 }, 1)).toBe(false);
  });
});

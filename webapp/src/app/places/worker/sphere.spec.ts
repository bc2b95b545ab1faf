import { describe, expect, it } from '@jest/globals';
import { bearing, boxesAround, kmOfSquaredChord, squaredChord, unitVector } from './sphere';

describe('the square of a chord', () => {
  it.each([0, 0.01, 20, 500])('belongs to a distance of %d km', (km) => {
    expect(kmOfSquaredChord(squaredChord(km))).toBeCloseTo(km, 6);
  });

  it('is the square of the difference of two unit vectors', () => {
    const [one, other] = [unitVector(-71.25, -29.9), unitVector(-71.25, -30.9)];
    const squared = one.reduce((sum, value, axis) => sum + (value - (other[axis] ?? 0)) ** 2, 0);

    // A degree of latitude.
    expect(kmOfSquaredChord(squared)).toBeCloseTo(111.195, 2);
  });
});

describe('boxes around a place', () => {
  it('hold all that is near by', () => {
    const [[west, south, east, north] = [0, 0, 0, 0], ...others] = boxesAround(10, 60, 111.195);

    expect(others).toEqual([]);
    expect([south, north].map(Math.round)).toEqual([59, 61]);
    // At 60° a degree of longitude is half as long, and the box a little wider than at its middle.
    expect(west).toBeCloseTo(7.999, 2);
    expect(east).toBeCloseTo(12.001, 2);
  });

  it.each([
    ['eastward', 179.9],
    ['westward', -179.9],
  ])('are two over the antimeridian, %s', (_, lng) => {
    const boxes = boxesAround(lng, 0, 50);

    const eastern = boxes.find(([, , east]) => east === 180);
    const western = boxes.find(([west]) => west === -180);
    expect(boxes).toHaveLength(2);
    expect(eastern?.[0]).toBeGreaterThan(179);
    expect(western?.[2]).toBeLessThan(-179);
  });

  it('are the whole cap at a pole', () => {
    expect(boxesAround(10, 89.9, 50)).toEqual([
      [-180, expect.closeTo(89.45, 1), 180, expect.any(Number)],
    ]);
  });
});

describe('bearing', () => {
  it.each([
    ['north', 10, 51, 0],
    ['east', 11, 0, 90],
    ['west', 9, 0, 270],
  ])('is that to the %s', (_, lng, lat, expected) => {
    expect(bearing(10, lat === 51 ? 50 : 0, lng, lat)).toBeCloseTo(expected, 6);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PlaceBox, wrapLng } from './place-box';

const longitude = fc.double({ min: -180, max: 180, noNaN: true });
const latitude = fc.double({ min: -85, max: 85, noNaN: true });

function boxAround(...places: readonly (readonly [lng: number, lat: number, east?: number])[]) {
  const box = new PlaceBox();
  for (const place of places) box.add(...place);
  return box.bounds();
}

describe('wrapLng', () => {
  it.each([
    [180.01, -179.99],
    [190, -170],
    [-190, 170],
    [359, -1],
    [540, -180],
    [180, 180],
    [-180, -180],
    [-71.24, -71.24],
  ])('makes %d degrees %d', (given, expected) => {
    expect(wrapLng(given)).toBeCloseTo(expected, 9);
  });
});

describe('PlaceBox', () => {
  it('holds every place, and touches one at each side', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(longitude, latitude), { minLength: 1 }), (places) => {
        const [west = 0, south = 0, east = 0, north = 0] = boxAround(...places) ?? [];

        const fromWest = places.map(([lng]) => lng + 360 * Math.ceil((west - 1e-9 - lng) / 360));
        expect(Math.min(...fromWest)).toBeCloseTo(west, 6);
        expect(Math.max(...fromWest)).toBeLessThanOrEqual(east + 1e-6);
        expect(east - west).toBeLessThanOrEqual(360);
        const lats = places.map(([, lat]) => lat);
        // -0 and 0 are one latitude.
        expect([south + 0, north + 0]).toEqual([Math.min(...lats) + 0, Math.max(...lats) + 0]);
      }),
    );
  });

  it('runs over the antimeridian where that is narrower', () => {
    expect(boxAround([179, -17], [-179, -16])).toEqual([179, -17, 181, -16]);
  });

  it('does not run over the antimeridian for places at both sides of Greenwich', () => {
    expect(boxAround([-1, 51], [2, 49])).toEqual([-1, 49, 2, 51]);
  });

  it('takes spans that run over the antimeridian', () => {
    expect(boxAround([179.9, -16.8, 180.19], [-179.5, -16.7])).toEqual([
      179.9, -16.8, 180.5, -16.7,
    ]);
  });

  it('keeps to the latitudes of Web Mercator', () => {
    expect(boxAround([0, 90], [1, 88])).toEqual([0, 85.051129, 1, 85.051129]);
  });

  it('has no bounds without a place', () => {
    expect(boxAround()).toBeUndefined();
  });
});

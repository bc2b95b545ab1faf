import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import geographiclib from 'geographiclib-geodesic';
import { arrivalHeading, distanceMetres } from './distance.ts';
import type { Place } from './motion-fix.ts';

const { Geodesic } = geographiclib;

const anyPlace = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
});

/** By Karney's algorithm, exact to nanometres. */
function geodesic(from: Place, to: Place) {
  const way = Geodesic.WGS84.Inverse(from.lat, from.lng, to.lat, to.lng);
  return { metres: way.s12 ?? NaN, heading: ((way.azi2 ?? NaN) + 360) % 360 };
}

describe('distanceMetres', () => {
  it('agrees with the geodesic to a ten-thousandth on the scale of drives', () => {
    const step = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(anyPlace, step, step, (from, north, east) => {
        fc.pre(Math.abs(from.lat + north) < 90);
        const to = { lat: from.lat + north, lng: from.lng + east };
        const { metres } = geodesic(from, to);

        expect(Math.abs(distanceMetres(from, to) - metres)).toBeLessThanOrEqual(
          metres * 1e-4 + 1e-5,
        );
      }),
    );
  });

  it('agrees with the geodesic to 0.4 % round the whole globe', () => {
    fc.assert(
      fc.property(anyPlace, anyPlace, (from, to) => {
        const { metres } = geodesic(from, to);

        expect(Math.abs(distanceMetres(from, to) - metres)).toBeLessThanOrEqual(
          metres * 4e-3 + 1e-5,
        );
      }),
    );
  });

  it('takes the short way over 180 degrees', () => {
    const metres = distanceMetres({ lat: -17, lng: 179.99 }, { lat: -17, lng: -179.99 });

    expect(metres).toBeCloseTo(
      geodesic({ lat: -17, lng: 179.99 }, { lat: -17, lng: -179.99 }).metres,
      0,
    );
  });

  it('is 0 between a place and itself, at the poles too', () => {
    fc.assert(fc.property(anyPlace, (place) => distanceMetres(place, place) === 0));
    expect(distanceMetres({ lat: 90, lng: 0 }, { lat: 90, lng: 120 })).toBeLessThan(1e-6);
  });
});

describe('arrivalHeading', () => {
  it('agrees with the geodesic to 0.3 degrees on the scale of drives', () => {
    const place = fc.record({
      lat: fc.double({ min: -80, max: 80, noNaN: true }),
      lng: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    const step = fc.double({ min: 0.001, max: 1, noNaN: true });
    fc.assert(
      fc.property(place, step, step, (from, north, east) => {
        const to = { lat: from.lat + north, lng: from.lng + east };
        const off = Math.abs(arrivalHeading(from, to) - geodesic(from, to).heading);

        expect(Math.min(off, 360 - off)).toBeLessThan(0.3);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import geographiclib from 'geographiclib-geodesic';
import { distanceM, moved } from './geometry.ts';

const { Geodesic } = geographiclib;

describe('distanceM', () => {
  it('agrees with the geodesic to a ten-thousandth over a kilometre', () => {
    const place = fc.record({
      lat: fc.double({ min: -70, max: 70, noNaN: true }),
      lng: fc.double({ min: -179, max: 179, noNaN: true }),
      toNorth: fc.double({ min: -0.01, max: 0.01, noNaN: true }),
      toEast: fc.double({ min: 0.001, max: 0.01, noNaN: true }),
    });
    fc.assert(
      fc.property(place, ({ lat, lng, toNorth, toEast }) => {
        const other = { lat: lat + toNorth, lng: lng + toEast };
        const { s12 = NaN } = Geodesic.WGS84.Inverse(lat, lng, other.lat, other.lng);

        expect(Math.abs(distanceM({ lat, lng }, other) / s12 - 1)).toBeLessThan(1e-4);
      }),
    );
  });
});

describe('moved', () => {
  it('goes as far as it is told, also over 180°', () => {
    const metres = fc.double({ min: -10_000, max: 10_000, noNaN: true });
    const start = fc.record({
      lat: fc.double({ min: -70, max: 70, noNaN: true }),
      lng: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(start, metres, metres, (from, east, north) => {
        const to = moved(from, { east, north });
        const { s12 = NaN } = Geodesic.WGS84.Inverse(from.lat, from.lng, to.lat, to.lng);

        expect(Math.abs(to.lng)).toBeLessThanOrEqual(180);
        expect(Math.abs(s12 - Math.hypot(east, north))).toBeLessThan(60);
      }),
    );
  });

  it('stays on the globe at the poles', () => {
    const { lat, lng } = moved({ lat: 90, lng: 0 }, { east: 3_000, north: 3_000 });

    expect(lat).toBe(90);
    expect(Math.abs(lng)).toBeLessThanOrEqual(180);
  });
});

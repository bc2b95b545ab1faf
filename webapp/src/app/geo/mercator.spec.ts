import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toMercator, toPlace, toScreen } from './mercator';

describe('Web Mercator', () => {
  it('has the Gulf of Guinea in its middle', () => {
    expect(toMercator({ lat: 0, lng: 0 })).toEqual({ x: 0.5, y: 0.5 });
  });

  it('leads back to every place it came from', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -85, max: 85, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        (lat, lng) => {
          const place = toPlace(toMercator({ lat, lng }));
          expect(place.lat).toBeCloseTo(lat, 8);
          expect(place.lng).toBeCloseTo(lng, 8);
        },
      ),
    );
  });

  it('puts the camera’s middle in the middle of the screen, and east to its right', () => {
    const camera = {
      center: { x: 0.3, y: 0.6 },
      worldSize: 512 * 2 ** 10,
      width: 800,
      height: 600,
    };

    expect(toScreen(camera.center, camera)).toEqual({ x: 400, y: 300 });
    expect(toScreen({ x: 0.3001, y: 0.6 }, camera).x).toBeGreaterThan(400);
  });

  it('puts what is at the other side of the antimeridian beside it', () => {
    const center = toMercator({ lat: -16.8, lng: 179.999 });
    const camera = { center, worldSize: 512 * 2 ** 10, width: 800, height: 600 };

    const { x } = toScreen(toMercator({ lat: -16.8, lng: -179.999 }), camera);

    expect(x).toBeCloseTo(400 + (0.002 / 360) * camera.worldSize, 6);
  });
});

import { describe, expect, it } from '@jest/globals';
import { toMercator } from '../../geo/mercator';
import { FreePart } from './free-part';

const room = { left: 100, top: 0, right: 500, bottom: 400 };
const cameraAt = (lat: number, lng: number) => ({
  center: toMercator({ lat, lng }),
  worldSize: 512 * 2 ** 10,
  width: 800,
  height: 600,
});

describe('FreePart', () => {
  it('has a place that is shown where nothing lies on the map', () => {
    const free = new FreePart(room, cameraAt(10, 20));

    expect(free.has(toMercator({ lat: 10, lng: 20 }))).toBe(true);
    // A degree is 1,456 pixels wide.
    expect(free.has(toMercator({ lat: 10, lng: 20.1 }))).toBe(false);
    expect(free.has(toMercator({ lat: 9.9, lng: 20 }))).toBe(false);
  });

  it('has a box if all of it is there, over the antimeridian too', () => {
    const free = new FreePart(room, cameraAt(10, 180));

    expect(free.hasBox([179.9, 9.99, 180.05, 10.1])).toBe(true);
    expect(free.hasBox([179.9, 9.99, 180.2, 10.1])).toBe(false);
  });

  it('counts its pixels', () => {
    expect(new FreePart(room, cameraAt(0, 0)).pixels).toBe(160_000);
  });
});

import { describe, expect, it } from '@jest/globals';
import { MovablePicture } from './movable-picture';

const camera = { center: { x: 0.3, y: 0.6 }, worldSize: 512 * 2 ** 12, width: 1_000, height: 800 };

/** The same view, its middle so many pixels east and south. */
const panned = (east: number, south: number) => ({
  ...camera,
  center: {
    x: camera.center.x + east / camera.worldSize,
    y: camera.center.y + south / camera.worldSize,
  },
});

function aPicture() {
  const elements = [document.createElement('canvas'), document.createElement('div')];
  const picture = new MovablePicture(...elements);
  picture.drawn(camera);
  return { picture, places: () => elements.map(({ style }) => style.transform) };
}

describe('MovablePicture', () => {
  it('moves against the camera, with all that belongs to it', () => {
    const { picture, places } = aPicture();

    expect(picture.moveTo(panned(30, -12.3))).toBe(true);

    expect(places()).toEqual(['translate(-30px, 12px)', 'translate(-30px, 12px)']);
  });

  it('is where it belongs when it is drawn, and is drawn in every other frame at least', () => {
    const { picture, places } = aPicture();
    picture.moveTo(panned(30, 0));

    expect(picture.moveTo(panned(40, 0))).toBe(false);
    picture.drawn(panned(40, 0));
    expect(places()).toEqual(['', '']);

    expect(picture.moveTo(panned(50, 0))).toBe(true);
    expect(places()[0]).toBe('translate(-10px, 0px)');
  });

  it('has to be drawn where too much of it would be missing', () => {
    expect(aPicture().picture.moveTo(panned(199, 199))).toBe(true);
    expect(aPicture().picture.moveTo(panned(201, 0))).toBe(false);
    expect(aPicture().picture.moveTo(panned(0, -201))).toBe(false);
  });

  it('has to be drawn where another one is to be seen', () => {
    const { worldSize } = camera;
    for (const other of [{ worldSize: worldSize * 1.01 }, { width: 900 }, { height: 900 }]) {
      expect(aPicture().picture.moveTo({ ...camera, ...other })).toBe(false);
    }
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { freeRoom, leastRoom, overlaps, type Box } from './free-room';

const map = { width: 800, height: 600 };
const panel: Box = { left: 440, top: 12, right: 788, bottom: 588 };
const buttons: Box = { left: 12, top: 14, right: 52, bottom: 174 };
const legend: Box = { left: 12, top: 562, right: 420, bottom: 590 };

describe('freeRoom', () => {
  it('is the whole map if nothing lies on it', () => {
    expect(freeRoom(map, [])).toEqual({ left: 0, top: 0, right: 800, bottom: 600 });
  });

  it('keeps clear of what lies beside the map no more than of nothing', () => {
    const beside = { left: -360, top: 0, right: 0, bottom: 600 };

    expect(freeRoom(map, [beside])).toEqual({ left: 0, top: 0, right: 800, bottom: 600 });
  });

  it('lies between panel, buttons and legend', () => {
    expect(freeRoom(map, [panel, buttons, legend])).toEqual({
      left: 52,
      top: 0,
      right: 440,
      bottom: 562,
    });
  });

  it('is above a sheet', () => {
    const sheet = { left: 0, top: 400, right: 800, bottom: 600 };

    expect(freeRoom(map, [sheet])).toEqual({ left: 0, top: 0, right: 800, bottom: 400 });
  });

  it('gives up the smallest covers if there is no room beside all', () => {
    const sheet = { left: 0, top: 80, right: 800, bottom: 600 };
    const notice = { left: 0, top: 10, right: 800, bottom: 50 };

    expect(freeRoom(map, [notice, sheet])).toEqual({ left: 0, top: 0, right: 800, bottom: 80 });
  });

  it('lies in the map, is never too small, and is clear of a single cover that leaves room', () => {
    const box = fc
      .record({
        left: fc.integer({ min: -100, max: 900 }),
        top: fc.integer({ min: -100, max: 700 }),
        width: fc.integer({ min: 1, max: 500 }),
        height: fc.integer({ min: 1, max: 500 }),
      })
      .map(({ left, top, width, height }) => ({
        left,
        top,
        right: left + width,
        bottom: top + height,
      }));
    fc.assert(
      fc.property(fc.array(box, { maxLength: 10 }), (covers) => {
        const free = freeRoom(map, covers);

        expect(free.left).toBeGreaterThanOrEqual(0);
        expect(free.top).toBeGreaterThanOrEqual(0);
        expect(free.right).toBeLessThanOrEqual(map.width);
        expect(free.bottom).toBeLessThanOrEqual(map.height);
        expect(free.right - free.left).toBeGreaterThanOrEqual(leastRoom.width);
        expect(free.bottom - free.top).toBeGreaterThanOrEqual(leastRoom.height);
        const largest = covers.toSorted(
          (a, b) =>
            (b.right - b.left) * (b.bottom - b.top) - (a.right - a.left) * (a.bottom - a.top),
        )[0];
        // No cover is large enough to leave no room beside it.
        if (largest) expect(overlaps(free, largest)).toBe(false);
      }),
    );
  });
});

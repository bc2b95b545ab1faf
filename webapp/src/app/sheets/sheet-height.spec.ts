import { describe, expect, it } from '@jest/globals';
import { heightAfter, restOf, type SheetHeight } from './sheet-height';

const pixels = { closed: 48, half: 350, full: 600 };

describe('restOf', () => {
  it.each<[string, number, number, SheetHeight]>([
    ['at the nearest height', 300, 0, 'half'],
    ['at the nearest height above', 500, 0.1, 'full'],
    ['closed, nearly closed', 100, -0.2, 'closed'],
    ['higher when it is thrown up', 100, 0.5, 'half'],
    ['highest when it is thrown up from the middle', 360, 0.5, 'full'],
    ['lower when it is thrown down', 590, -0.5, 'half'],
    ['closed when it is thrown down from the middle', 340, -2, 'closed'],
    ['highest when it is thrown over the top', 640, 3, 'full'],
    ['closed when it is thrown over the bottom', 40, -3, 'closed'],
  ])('is %s', (_, shown, speed, expected) => {
    expect(restOf({ shown, speed, pixels })).toBe(expected);
  });

  it('is the lower one of two heights that are the same', () => {
    const low = { closed: 48, half: 200, full: 200 };

    expect(restOf({ shown: 190, speed: 0, pixels: low })).toBe('half');
    expect(restOf({ shown: 150, speed: 1, pixels: low })).toBe('half');
  });
});

describe('heightAfter', () => {
  it.each<[string, SheetHeight, SheetHeight | undefined]>([
    ['ArrowUp', 'closed', 'half'],
    ['ArrowUp', 'full', undefined],
    ['ArrowDown', 'full', 'half'],
    ['ArrowDown', 'closed', undefined],
    ['Home', 'full', 'closed'],
    ['End', 'closed', 'full'],
    ['Enter', 'closed', undefined],
  ])('%s leads from %s to %s', (key, height, expected) => {
    expect(heightAfter(key, height)).toBe(expected);
  });
});

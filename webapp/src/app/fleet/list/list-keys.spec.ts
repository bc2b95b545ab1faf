import { describe, expect, it } from '@jest/globals';
import { isChoice, placeAfter } from './list-keys';

describe('placeAfter', () => {
  it.each([
    ['ArrowDown', 6],
    ['ArrowUp', 4],
    ['PageDown', 8],
    ['PageUp', 2],
    ['Home', 0],
    ['End', 99],
  ])('is for %s the place %i of a list of which four rows are in sight', (key, place) => {
    expect(placeAfter(key, 5, 100, 4)).toBe(place);
  });

  it('stops at both ends', () => {
    expect(placeAfter('ArrowDown', 2, 3, 10)).toBe(2);
    expect(placeAfter('PageUp', 1, 3, 10)).toBe(0);
  });

  it('is the first row after an arrow down where none was active', () => {
    expect(placeAfter('ArrowDown', -1, 3, 10)).toBe(0);
  });

  it('moves a row where the list is too low for a page', () => {
    expect(placeAfter('PageDown', 0, 3, 0)).toBe(1);
  });

  it('is none for other keys', () => {
    expect(placeAfter('a', 0, 3, 10)).toBeUndefined();
    expect(placeAfter('toString', 0, 3, 10)).toBeUndefined();
  });
});

describe('isChoice', () => {
  it('is so of Enter and of the space bar', () => {
    expect(['Enter', ' ', 'Tab'].map(isChoice)).toEqual([true, true, false]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { fitPadding, middleOffset } from './fit-padding';

const nothing = { top: 0, bottom: 0, left: 0, right: 0 };

describe('fitPadding', () => {
  it('is a margin around what is free', () => {
    expect(fitPadding({ width: 800, height: 600 }, { ...nothing, right: 300 })).toEqual({
      top: 40,
      bottom: 40,
      left: 40,
      right: 340,
    });
  });

  it('leaves most of a little room to what is shown', () => {
    expect(fitPadding({ width: 800, height: 250 }, { ...nothing, bottom: 150 })).toEqual({
      top: 15,
      bottom: 165,
      left: 40,
      right: 40,
    });
  });
});

describe('middleOffset', () => {
  it('says where the middle of what is free lies', () => {
    expect(middleOffset({ ...nothing, left: 50, right: 350, bottom: 40 })).toEqual([-150, -20]);
  });
});

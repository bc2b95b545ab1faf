import { describe, expect, it } from '@jest/globals';
import { frameMs, isMapDrawing, isSlow, longestPauseMs, pauseMs } from './frame-pauses';

describe('the pause before the next frame', () => {
  it('is as long as the fastest vehicle takes for half a pixel', () => {
    expect(pauseMs(10)).toBe(50);
    expect(pauseMs(62.5)).toBe(8);
  });

  it('has an end, also where nothing in sight moves or nobody has looked', () => {
    expect(pauseMs(0)).toBe(longestPauseMs);
    expect(pauseMs(0.001)).toBe(longestPauseMs);
    expect(pauseMs(Infinity)).toBe(0);
  });
});

describe('the time of a map frame', () => {
  it('grows at once and falls slowly', () => {
    expect(frameMs(80, 16)).toBe(80);
    expect(frameMs(16, 80)).toBe(64);
  });

  it('is not taken from a rest of the map', () => {
    expect(frameMs(longestPauseMs + 1, 16)).toBe(50);
    expect(frameMs(Infinity, 0)).toBe(50);
  });

  it('tells whether the map goes on drawing', () => {
    expect(isMapDrawing(20, 16)).toBe(true);
    expect(isMapDrawing(25, 16)).toBe(false);
    expect(isMapDrawing(Infinity, 0)).toBe(false);
  });

  it('is too long for many vehicles only', () => {
    expect(isSlow(20_001, 41)).toBe(true);
    expect(isSlow(20_001, 40)).toBe(false);
    expect(isSlow(20_000, 500)).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import { correctWeekRollover } from './week-rollover.ts';

const now = new Date('2026-11-29T16:33:24.000Z');
const clock = { now, toleranceMs: 60_000 };
const epoch = 619_315_200_000;

describe('correctWeekRollover', () => {
  it.each([
    ['one epoch', 1, 0],
    ['two epochs', 2, 0],
    ['one epoch, and late by a day', 1, -86_400_000],
    ['one epoch, and ahead by what is tolerated', 1, 60_000],
  ])('gives back %s', (_, epochs, offset) => {
    const reported = new Date(now.getTime() - epochs * epoch + offset);

    expect(correctWeekRollover(reported, clock)).toEqual(new Date(now.getTime() + offset));
  });

  it.each([
    ['now', 0, 0],
    ['three epochs back', 3, 0],
    ['one epoch and more than a day back', 1, -86_400_001],
    ['one epoch back and too far ahead', 1, 60_001],
    ['an epoch ahead', -1, 0],
  ])('leaves %s alone', (_, epochs, offset) => {
    const reported = new Date(now.getTime() - epochs * epoch + offset);

    expect(correctWeekRollover(reported, clock)).toBeUndefined();
  });

  it('leaves the clock of a device that was reset alone', () => {
    expect(correctWeekRollover(new Date(0), clock)).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayMs, findTicks, keyStep, shareOf, timeAt, windowAround } from './time-scale';

const hourMs = 3_600_000;
const noon = new Date(2026, 10, 22, 12).getTime();
const window = { from: noon - 2 * hourMs, to: noon };
const anyTime = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) });
const anyLength = fc.integer({ min: 60_000, max: 90 * dayMs });

describe('a place on the bar', () => {
  it('is a share of the window', () => {
    expect(shareOf(noon - hourMs, window)).toBe(0.5);
    expect(timeAt(0.5, window)).toBe(noon - hourMs);
    expect(timeAt(-1, window)).toBe(window.from);
    expect(timeAt(2, window)).toBe(noon);
  });

  it('leads to the time, to a second, that leads to it', () => {
    fc.assert(
      fc.property(
        anyTime,
        anyLength,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (from, length, share) => {
          const any = { from, to: from + length };
          const at = timeAt(share, any);
          expect(at % 1_000).toBe(0);
          expect(Math.abs(shareOf(at, any) - share) * length).toBeLessThanOrEqual(501);
        },
      ),
    );
  });
});

describe('ticks', () => {
  it('are round times of the clock', () => {
    const clocks = findTicks(window, 600, 60).map(({ at }) => new Date(at));

    expect(clocks.map((at) => at.getMinutes())).toEqual([0, 15, 30, 45, 0, 15, 30, 45, 0]);
    expect(clocks[0]?.getHours()).toBe(10);
  });

  it('name the day at its beginning', () => {
    const night = { from: noon, to: noon + dayMs };

    const days = findTicks(night, 800, 60).filter(({ isDay }) => isDay);

    expect(days.map(({ at }) => new Date(at).getHours())).toEqual([0]);
  });

  it('never crowd, keep their order and stay inside', () => {
    fc.assert(
      fc.property(
        anyTime,
        anyLength,
        fc.integer({ min: 200, max: 2_000 }),
        (from, length, width) => {
          const any = { from, to: from + length };
          const ticks = findTicks(any, width, 60);
          ticks.forEach(({ at }, index) => {
            expect(at).toBeGreaterThanOrEqual(from);
            expect(at).toBeLessThanOrEqual(any.to);
            const before = ticks[index - 1];
            // A day in which the clock is set is an hour shorter or longer.
            if (before)
              expect(((at - before.at + hourMs) / length) * width).toBeGreaterThanOrEqual(60);
          });
          expect(ticks.length).toBeLessThanOrEqual(width / 60 + 2);
        },
      ),
    );
  });

  it('are none on a bar without a length', () => {
    expect(findTicks({ from: noon, to: noon }, 600, 60)).toEqual([]);
    expect(findTicks(window, 0, 60)).toEqual([]);
  });
});

describe('keyStep', () => {
  it.each([
    [15 * 60_000, 10_000],
    [2 * hourMs, 60_000],
    [dayMs, 600_000],
  ])('moves in a window of %i ms by %i ms', (length, step) => {
    expect(keyStep(length)).toBe(step);
  });
});

describe('windowAround', () => {
  it('ends now as long as the time lies in it', () => {
    expect(windowAround(noon - hourMs, 2 * hourMs, noon, undefined)).toEqual(window);
  });

  it('stays where it is, then moves on with the time', () => {
    const early = windowAround(noon - 10 * hourMs, 2 * hourMs, noon, undefined);
    expect(early).toEqual({ from: noon - 11 * hourMs, to: noon - 9 * hourMs });

    expect(windowAround(noon - 9.5 * hourMs, 2 * hourMs, noon, early)).toBe(early);
    const later = windowAround(noon - 8.9 * hourMs, 2 * hourMs, noon, early);
    expect(later.to).toBeGreaterThan(noon - 8.8 * hourMs);
  });

  it('always shows the time', () => {
    fc.assert(
      fc.property(anyTime, anyLength, anyLength, anyTime, (at, length, ago, from) => {
        const shown = windowAround(at, length, at + ago, { from, to: from + length });
        expect(shown.from).toBeLessThanOrEqual(at);
        expect(shown.to).toBeGreaterThanOrEqual(at);
      }),
    );
  });
});

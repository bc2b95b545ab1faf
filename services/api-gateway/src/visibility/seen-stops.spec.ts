import { describe, expect, it } from '@jest/globals';
import { SeenStops } from './seen-stops.ts';
import { Visibility } from './visibility.ts';

const early = { name: 'A', since: '2026-11-22T09:00:00.000Z' };
const late = { name: 'B', since: '2026-11-22T10:00:00.000Z' };
const other = { name: 'C', since: '2026-11-22T10:00:00.000Z' };
const whole = { version: 7, all: () => [early, late, other] };

describe('SeenStops', () => {
  it('holds those of vehicles that are seen', () => {
    expect(new SeenStops(whole, Visibility.only(['A', 'B'])).all()).toEqual([early, late]);
    expect(new SeenStops(whole, Visibility.nothing).all()).toEqual([]);
  });

  it('leaves out what began before the past that is seen', () => {
    const visibility = Visibility.only(['A', 'B'], new Date('2026-11-22T09:30:00Z'));

    expect(new SeenStops(whole, visibility).all()).toEqual([late]);
  });
});

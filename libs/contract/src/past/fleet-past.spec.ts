import { describe, expect, it } from '@jest/globals';
import { fleetAt, fleetExtent, fleetRange, pastPosition } from './fleet-past.ts';
import { aPastPosition } from '../testing.ts';

const at = '2026-11-22T10:00:00.000Z';

describe('pastPosition', () => {
  it('is a position with the age of its fix', () => {
    expect(Object.keys(pastPosition.parse(aPastPosition()))).toEqual([
      'name',
      'lat',
      'longitude',
      'timestamp',
      'speed',
      'heading',
      'age',
    ]);
  });

  it.each([
    ['age', undefined],
    ['age', -1],
    ['heading', 'north'],
    ['timestamp', '2026-11-22T10:00:00Z'],
  ])('refuses %s %j', (field, value) => {
    const result = pastPosition.safeParse({ ...aPastPosition(), [field]: value });

    expect(result.error?.issues).toMatchObject([{ path: [field] }]);
  });
});

describe('fleetAt', () => {
  it('is the fleet with the time', () => {
    const past = { at, vehicles: [aPastPosition()] };

    expect(fleetAt.parse(past)).toEqual(past);
    expect(fleetAt.safeParse({ ...past, at: undefined }).success).toBe(false);
  });
});

describe('fleetRange', () => {
  const range = { from: at, to: at, step: 1_000, names: ['City Truck'] };
  const frames = (place: unknown) => [{ at, vehicles: [place] }];

  it('holds a row of numbers for each vehicle', () => {
    const given = { ...range, frames: frames([0, -29.9, -71.2, null, 90, 0]) };

    expect(fleetRange.parse(given)).toEqual(given);
  });

  it.each([
    ['a short row', [0, -29.9, -71.2, null, 90]],
    ['a name', ['City Truck', -29.9, -71.2, null, 90, 0]],
    ['a negative age', [0, -29.9, -71.2, null, 90, -1]],
  ])('refuses %s', (_, place) => {
    expect(fleetRange.safeParse({ ...range, frames: frames(place) }).success).toBe(false);
  });
});

describe('fleetExtent', () => {
  it('knows no times of an empty store', () => {
    const empty = { oldest: null, newest: null };

    expect(fleetExtent.parse(empty)).toEqual(empty);
    expect(fleetExtent.safeParse({ oldest: at }).success).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import { fleetUpdate } from './fleet-update.ts';
import { problem } from '../problem.ts';
import { aPosition } from '../testing.ts';
import { historyPosition, trackPoint, vehiclePosition } from './vehicle-position.ts';

const timestamp = '2026-11-22T10:00:00.000Z';

describe('vehiclePosition', () => {
  it('keeps the field order of the Java system', () => {
    expect(Object.keys(vehiclePosition.parse(aPosition()))).toEqual([
      'name',
      'lat',
      'longitude',
      'timestamp',
      'speed',
      'heading',
    ]);
  });

  it('knows neither speed nor heading of a first fix', () => {
    const first = aPosition({ speed: null, heading: null });

    expect(vehiclePosition.parse(first)).toEqual(first);
  });

  it.each([
    ['name', undefined],
    ['lat', '5'],
    ['longitude', null],
    ['timestamp', '2026-11-22T10:00:00Z'],
    ['timestamp', '2026-11-22T10:00:00.000+00:00'],
    ['speed', -1],
    ['speed', undefined],
    ['heading', 'north'],
    ['accuracy', -1],
  ])('refuses %s %j', (field, value) => {
    const result = vehiclePosition.safeParse({ ...aPosition(), [field]: value });

    expect(result.error?.issues).toMatchObject([{ path: [field] }]);
  });
});

describe('historyPosition', () => {
  it('is a position without a heading', () => {
    expect(historyPosition.parse(aPosition())).toEqual({
      name: 'City Truck',
      lat: -29.90453,
      longitude: -71.24894,
      timestamp,
      speed: 24.5,
    });
  });
});

describe('trackPoint', () => {
  it('calls the longitude lng', () => {
    const point = { lat: 1, lng: 2, timestamp, speed: null };

    expect(trackPoint.parse(point)).toEqual(point);
    expect(trackPoint.safeParse({ ...point, lng: undefined }).success).toBe(false);
  });
});

describe('fleetUpdate', () => {
  it('carries the clock and the vehicles', () => {
    const update = { now: timestamp, vehicles: [aPosition()] };

    expect(fleetUpdate.parse(update)).toEqual(update);
    expect(fleetUpdate.safeParse({ ...update, vehicles: [{}] }).success).toBe(false);
  });
});

describe('problem', () => {
  it('has the members of RFC 9457', () => {
    const notFound = {
      type: 'urn:fleetman:vehicle-unknown',
      title: 'Unknown vehicle',
      status: 404,
      detail: 'There is no vehicle called "No Such".',
      instance: '/vehicles/No%20Such',
    };

    expect(problem.parse(notFound)).toEqual(notFound);
    expect(problem.safeParse({ ...notFound, status: '404' }).success).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import { aBody } from '../testing/a-message.ts';
import { osmandJson } from './osmand-json.ts';

const coords = {
  latitude: -29.90453,
  longitude: -71.24894,
  accuracy: 4.5,
  altitude: 31.2,
  speed: 10,
  heading: 271.5,
};

const location = {
  timestamp: '2026-11-30T11:59:00.000Z',
  coords,
  is_moving: true,
  odometer: 1234.5,
  event: 'motionchange',
  battery: { level: 0.87, is_charging: false },
};

const message = { device_id: '12345678', location };

const withCoords = (changed: object) => ({
  ...message,
  location: { ...location, coords: { ...coords, ...changed } },
});

describe('osmandJson', () => {
  it('reads a fix with its speed in m/s', () => {
    expect(osmandJson.decode(aBody(message))).toEqual({
      problems: [],
      fixes: [
        expect.objectContaining({
          device: '12345678',
          lat: -29.90453,
          lng: -71.24894,
          time: new Date('2026-11-30T11:59:00.000Z'),
          speed: 10,
          heading: 271.5,
          accuracy: 4.5,
          altitude: 31.2,
          odometer: 1234.5,
          battery: 87,
          charging: false,
        }),
      ],
    });
  });

  it('keeps what else the app and its user say', () => {
    const said = { activity: { type: 'in_vehicle' }, extras: { job: 'A 7', nested: { a: 1 } } };
    const decoded = osmandJson.decode(aBody({ ...message, location: { ...location, ...said } }));

    expect(decoded).toMatchObject({
      fixes: [
        {
          attributes: '{"moving":true,"event":"motionchange","activity":"in_vehicle","job":"A 7"}',
        },
      ],
      cut: 1,
    });
  });

  it('leaves out what is -1', () => {
    const [fix] = osmandJson.decode(
      aBody(withCoords({ speed: -1, heading: -1, accuracy: -1 })),
    ).fixes;

    expect(Object.keys(fix ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/speed|heading|accuracy/)]),
    );
  });

  it('reads a place that is in the location itself', () => {
    const flat = { latitude: 1, longitude: 2, timestamp: '2026-11-30T11:59:00Z' };

    expect(osmandJson.decode(aBody({ device_id: 'x', location: flat })).fixes).toEqual([
      { device: 'x', lat: 1, lng: 2, time: new Date('2026-11-30T11:59:00Z') },
    ]);
  });

  it('takes a location without coordinates for a sign of life', () => {
    const alive = {
      device_id: 'x',
      location: { timestamp: '2026-11-30T11:59:00Z', event: 'heartbeat' },
    };

    expect(osmandJson.decode(aBody(alive))).toEqual({ fixes: [], problems: [] });
  });

  it.each([
    [withCoords({ latitude: null }), 'latitude: null given, expected a number from -90 to 90'],
    [
      { device_id: 'x', location: { coords } },
      'timestamp: nothing given, expected an ISO 8601 time',
    ],
    [{ device_id: 'x' }, 'location: nothing given, expected JSON with device_id and location'],
    ['{"device_id":', 'expected JSON with device_id and location'],
  ])('names what is wrong with %j', (body, problem) => {
    expect(osmandJson.decode(aBody(body))).toEqual({
      fixes: [],
      problems: [expect.stringContaining(problem)],
    });
  });
});

import { describe, expect, it } from '@jest/globals';
import { aBody } from '../testing/a-message.ts';
import { traccarForward } from './traccar-forward.ts';

const position = {
  id: 7,
  deviceId: 3,
  protocol: 'gt06',
  serverTime: '2026-11-30T12:00:05.000+00:00',
  deviceTime: '2026-11-30T12:00:01.000+00:00',
  fixTime: '2026-11-30T12:00:00.000+00:00',
  valid: true,
  latitude: -29.90453,
  longitude: -71.24894,
  altitude: 31,
  speed: 19.4384,
  course: 271,
  accuracy: 0,
  attributes: { ignition: true, batteryLevel: 87, distance: 12.3 },
};

const device = { id: 3, name: 'Van 1', uniqueId: '356307042441013', status: 'online' };

describe('traccarForward', () => {
  it('reads a position, whose speed is knots and whose accuracy of 0 is unknown', () => {
    const [fix] = traccarForward.decode(aBody({ position, device })).fixes;

    expect(fix).toMatchObject({
      device: '356307042441013',
      lat: -29.90453,
      lng: -71.24894,
      time: new Date('2026-11-30T12:00:00.000Z'),
      speed: 10,
      heading: 271,
      altitude: 31,
      ignition: true,
      battery: 87,
    });
    expect(fix).not.toHaveProperty('accuracy');
  });

  it('reads metres of the odometer, percent of the tank, and what the device warns of', () => {
    const attributes = { odometer: 123_456.5, fuelLevel: 62.5, charge: false, alarm: 'sos' };

    expect(
      traccarForward.decode(aBody({ position: { ...position, attributes }, device })).fixes,
    ).toMatchObject([{ odometer: 123_456.5, fuel: 62.5, charging: false, alarm: 'sos' }]);
  });

  it('keeps the attributes that have no field of their own', () => {
    const attributes = {
      ...position.attributes,
      ...{ sat: 9, power: 12.6, motion: true, raw: '7878', network: { cells: [] } },
    };
    const decoded = traccarForward.decode(aBody({ position: { ...position, attributes }, device }));

    expect(decoded).toMatchObject({
      fixes: [
        {
          ignition: true,
          attributes: '{"protocol":"gt06","distance":12.3,"sat":9,"power":12.6,"motion":true}',
        },
      ],
      cut: 1,
    });
  });

  it('takes a repeated last place for a sign of life', () => {
    const invalid = { position: { ...position, valid: false }, device };

    expect(traccarForward.decode(aBody(invalid))).toEqual({ fixes: [], problems: [] });
  });

  it.each([
    [{ position: { ...position, latitude: null }, device }, 'latitude: null given'],
    [{ position: { ...position, fixTime: null }, device }, 'fixTime: null given'],
    [{ device }, 'position: nothing given, expected JSON with position and device'],
    ['[]', 'position: nothing given'],
  ])('names what is wrong with %j', (body, problem) => {
    expect(traccarForward.decode(aBody(body))).toEqual({
      fixes: [],
      problems: [expect.stringContaining(problem)],
    });
  });
});

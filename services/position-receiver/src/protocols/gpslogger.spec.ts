import { describe, expect, it } from '@jest/globals';
import { aBody, aQuery } from '../testing/a-message.ts';
import { gpsLogger } from './gpslogger.ts';

const expected = expect.objectContaining({
  lat: -29.90453,
  lng: -71.24894,
  time: new Date('2025-11-30T12:00:00.000Z'),
  speed: 10,
  heading: 271,
  accuracy: 8,
});

describe('gpsLogger', () => {
  it.each([
    {
      lat: '-29.90453',
      lon: '-71.24894',
      timestamp: '1764504000',
      spd: '10.0',
      dir: '271',
      acc: '8.0',
      aid: 'abc',
    },
    {
      latitude: '-29.90453',
      longitude: '-71.24894',
      time: '2025-11-30T12:00:00.000Z',
      s: '10.0',
      bearing: '271',
      accuracy: '8.0',
    },
  ])('reads the query %j', (fields) => {
    expect(gpsLogger.decode(aQuery(fields))).toEqual({ problems: [], fixes: [expected] });
  });

  it('reads a flat JSON object, whose values may be texts', () => {
    const body = {
      lat: -29.90453,
      lon: '-71.24894',
      time: 1764504000,
      spd: 10,
      dir: '271',
      acc: 8,
    };

    expect(gpsLogger.decode(aBody(body)).fixes).toEqual([expected]);
  });

  it('reads metres of altitude, percent of the battery and whether it is charged', () => {
    const fields = { lat: '1', lon: '2', time: '1764504000', alt: '31.2', batt: '87.5' };

    expect(gpsLogger.decode(aQuery({ ...fields, ischarging: 'true' })).fixes).toMatchObject([
      { altitude: 31.2, battery: 87.5, charging: true },
    ]);
  });

  it('keeps what else the user asks the app for, from a query and from JSON', () => {
    const place = { lat: '1', lon: '2', timestamp: '1764504000', aid: 'abc' };

    expect(gpsLogger.decode(aQuery({ ...place, sat: '9', hdop: '0.8' })).fixes).toMatchObject([
      { attributes: '{"sat":9,"hdop":0.8}' },
    ]);
    expect(gpsLogger.decode(aBody({ ...place, prov: 'gps' })).fixes).toMatchObject([
      { attributes: '{"prov":"gps"}' },
    ]);
  });

  it('takes a message of the battery alone for a sign of life', () => {
    expect(gpsLogger.decode(aQuery({ batt: '50' }))).toEqual({ fixes: [], problems: [] });
  });

  it.each([
    [aQuery({}), 'no fields given, expected lat, lon and timestamp'],
    [aQuery({ x: '1' }), 'fields without a place given, expected lat, lon and timestamp'],
    [aQuery({ lat: '%LAT', lon: '2' }), 'lat: "%LAT" given, expected a number from -90 to 90'],
    [aBody('{"lat":1,'), 'expected JSON'],
  ])('names what is wrong', (message, problem) => {
    expect(gpsLogger.decode(message)).toEqual({
      fixes: [],
      problems: [expect.stringContaining(problem)],
    });
  });
});

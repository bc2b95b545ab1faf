import { describe, expect, it } from '@jest/globals';
import { aBody } from '../testing/a-message.ts';
import { ownTracks } from './owntracks.ts';

const location = {
  _type: 'location',
  BSSID: 'xx',
  acc: 12,
  alt: 31,
  batt: 87,
  bs: 1,
  cog: 271,
  lat: -29.90453,
  lon: -71.24894,
  tst: 1764504000,
  vel: 36,
  m: 2,
  t: 'u',
  tid: 'v1',
  topic: 'owntracks/anna/van1',
};

describe('ownTracks', () => {
  it('reads a location, whose speed is km/h and whose time is seconds', () => {
    expect(ownTracks.decode(aBody(location))).toEqual({
      problems: [],
      fixes: [
        expect.objectContaining({
          device: 'van1',
          lat: -29.90453,
          lng: -71.24894,
          time: new Date('2025-11-30T12:00:00.000Z'),
          speed: 10,
          heading: 271,
          accuracy: 12,
          altitude: 31,
          battery: 87,
          charging: false,
        }),
      ],
    });
  });

  it('keeps what else it says under names that people understand', () => {
    const said = { vac: 4, p: 101.2, conn: 'w', SSID: 'Depot', inregions: ['Depot', 'City'] };

    expect(ownTracks.decode(aBody({ ...location, ...said })).fixes[0]?.attributes).toBe(
      '{"monitoringMode":2,"trigger":"u","verticalAccuracy":4,"pressureKPa":101.2,"connection":"w",' +
        '"wifi":"Depot","regions":"Depot, City"}',
    );
  });

  it('reads one with the least that the app sends', () => {
    const least = { _type: 'location', lat: 1, lon: 2, tst: 1764504000, tid: 'v1' };

    expect(ownTracks.decode(aBody(least)).fixes).toEqual([
      { device: 'v1', lat: 1, lng: 2, time: new Date('2025-11-30T12:00:00.000Z') },
    ]);
  });

  it.each(['transition', 'lwt', 'waypoint', 'waypoints', 'status', 'card', 'cmd', 'dump', 'steps'])(
    'takes a %s for a sign of life, and an empty body as well',
    (type) => {
      expect(ownTracks.decode(aBody({ _type: type, lat: 1, lon: 2 }))).toEqual({
        fixes: [],
        problems: [],
      });
      expect(ownTracks.decode(aBody(''))).toEqual({ fixes: [], problems: [] });
    },
  );

  it.each([
    [{ ...location, lat: 200 }, 'lat: 200 given, expected a number from -90 to 90'],
    [{ ...location, tst: undefined }, 'tst: nothing given, expected an ISO 8601 time'],
    [{ _type: 'mood' }, '_type: "mood" given, expected JSON with _type "location"'],
    [{ lat: 1, lon: 2 }, '_type: nothing given'],
    ['lat=1&lon=2', '_type: nothing given'],
  ])('names what is wrong with %j', (body, problem) => {
    expect(ownTracks.decode(aBody(body))).toEqual({
      fixes: [],
      problems: [expect.stringContaining(problem)],
    });
  });

  it('is answered with an empty list of commands', () => {
    expect(ownTracks.answer({ fixes: [], problems: [] })).toEqual({
      type: 'application/json',
      body: '[]',
    });
  });
});

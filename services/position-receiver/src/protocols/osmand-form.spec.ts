import { describe, expect, it } from '@jest/globals';
import { aBody, aQuery, receivedAt } from '../testing/a-message.ts';
import { osmandForm } from './osmand-form.ts';

const osmand = osmandForm('metres-per-second');
const traccar = osmandForm('knots');

/** What Traccar Client 10 sends, without what only its server uses. */
const fromTraccarClient = {
  id: '356307042441013',
  timestamp: '1764504000',
  lat: '-29.90453',
  lon: '-71.24894',
  speed: '19.4384',
  bearing: '271.5',
  altitude: '31.2',
  accuracy: '4.5',
  batt: '87',
  charge: 'true',
};

/** OsmAnd's template with {0} to {6} filled in. */
const fromOsmAnd = {
  id: 'phone',
  lat: '-29.90453',
  lon: '-71.24894',
  timestamp: '1764504000123',
  hdop: '4.5',
  altitude: '31.2',
  speed: '10.0',
  bearing: '271.5',
};

const place = { lat: -29.90453, lng: -71.24894 };

describe('osmandForm', () => {
  it('reads Traccar Client, whose speed is knots and whose time is seconds', () => {
    expect(traccar.decode(aQuery(fromTraccarClient))).toEqual({
      problems: [],
      fixes: [
        expect.objectContaining({
          ...place,
          device: '356307042441013',
          time: new Date('2025-11-30T12:00:00.000Z'),
          speed: 10,
          heading: 271.5,
          accuracy: 4.5,
          altitude: 31.2,
          battery: 87,
          charging: true,
        }),
      ],
    });
  });

  it('reads OsmAnd, whose speed is m/s, whose time is milliseconds, and whose hdop is metres', () => {
    expect(osmand.decode(aQuery(fromOsmAnd)).fixes).toEqual([
      expect.objectContaining({
        ...place,
        device: 'phone',
        time: new Date('2025-11-30T12:00:00.123Z'),
        speed: 10,
        heading: 271.5,
        accuracy: 4.5,
      }),
    ]);
  });

  it('reads the same from a form, and from one field for both coordinates', () => {
    const form = new URLSearchParams(fromOsmAnd).toString();
    const inOne = { id: 'phone', location: '-29.90453,-71.24894', timestamp: '1764504000123' };

    expect(osmand.decode(aBody(form))).toEqual(osmand.decode(aQuery(fromOsmAnd)));
    expect(osmand.decode(aQuery(inOne)).fixes).toEqual([expect.objectContaining(place)]);
  });

  it.each([
    ['1764504000', '2025-11-30T12:00:00.000Z'],
    ['2025-11-30T14:00:00+02:00', '2025-11-30T12:00:00.000Z'],
    ['2025-11-30 12:00:00', '2025-11-30T12:00:00.000Z'],
    ['', receivedAt.toISOString()],
  ])('reads the time %j as %s', (timestamp, expected) => {
    const [fix] = osmand.decode(aQuery({ ...fromOsmAnd, timestamp })).fixes;

    expect(fix?.time).toEqual(new Date(expected));
  });

  it('takes the time of receipt if there is none', () => {
    const [fix] = osmand.decode(aQuery({ lat: '1', lon: '2' })).fixes;

    expect(fix).toEqual({ lat: 1, lng: 2, time: receivedAt });
  });

  it('leaves out what is unknown: -1, nothing, an accuracy of 0 and a heading of 0 at rest', () => {
    const unknown = { ...fromOsmAnd, speed: '-1', bearing: '0.0', hdop: '0', altitude: '' };
    const [fix] = osmand.decode(aQuery(unknown)).fixes;

    expect(fix).not.toHaveProperty('speed');
    expect(fix).not.toHaveProperty('heading');
    expect(fix).not.toHaveProperty('accuracy');
  });

  it('leaves out a speed of which nobody knows the unit', () => {
    const [fix] = osmandForm('unknown').decode(aQuery(fromOsmAnd)).fixes;

    expect(fix).not.toHaveProperty('speed');
    expect(fix).toMatchObject({ ...place, heading: 271.5 });
  });

  it('keeps as attributes what has no field of its own, but no secret', () => {
    const more = { sat: '9', hdop: '0.8', drv: '007', door: 'true', cell: '310,26,1,2', note: '' };
    const secret = { notificationToken: 'abc' };

    expect(traccar.decode(aQuery({ ...fromTraccarClient, ...more, ...secret })).fixes).toEqual([
      expect.objectContaining({
        attributes: '{"sat":9,"hdop":0.8,"drv":"007","door":true,"cell":"310,26,1,2"}',
      }),
    ]);
    const [fix] = osmand.decode(aQuery({ ...fromOsmAnd, ...secret })).fixes;
    expect(fix).not.toHaveProperty('attributes');
  });

  it('keeps the place beside attributes that are too long, and counts it', () => {
    const decoded = osmand.decode(aQuery({ ...fromOsmAnd, sat: '9', note: 'x'.repeat(201) }));

    expect(decoded).toMatchObject({ fixes: [{ ...place, attributes: '{"sat":9}' }], cut: 1 });
  });

  it.each([
    { id: 'x', batt: '50' },
    { id: 'x', notificationToken: 'abc' },
    { ...fromOsmAnd, valid: 'false' },
  ])('takes %j for a sign of life', (fields) => {
    expect(osmand.decode(aQuery(fields))).toEqual({ fixes: [], problems: [] });
  });

  it.each([
    [{ lat: 'abc', lon: '2' }, 'lat: "abc" given, expected a number from -90 to 90'],
    [{ lat: '1' }, 'lon: nothing given, expected a number from -180 to 180'],
    [{ lat: '91', lon: '181' }, 'lat: "91" given, expected a number from -90 to 90; lon: "181"'],
    [{ lat: '1', lon: '2', timestamp: 'noon' }, 'timestamp: "noon" given, expected an ISO 8601'],
    [{}, 'no fields given, expected id, timestamp, lat and lon'],
    [{ speed: '3' }, 'fields without a place given, expected id, timestamp, lat and lon'],
    [{ location: 'here' }, 'location: "here" given, expected a number from -90 to 90'],
  ])('names what is wrong with %j', (fields, problem) => {
    const decoded = osmand.decode(aQuery(fields));

    expect(decoded.fixes).toEqual([]);
    expect(decoded.problems).toEqual([expect.stringContaining(problem)]);
  });

  it('is answered with an empty body', () => {
    expect(osmand.answer({ fixes: [], problems: [] }).body).toBe('');
  });
});

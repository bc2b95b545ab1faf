import { describe, expect, it } from '@jest/globals';
import { aBody } from '../testing/a-message.ts';
import { overland } from './overland.ts';
import { maxFixesPerMessage } from './reading/collect.ts';

const properties = {
  timestamp: '2026-11-30T05:00:00-0700',
  speed: 10,
  course: 271,
  horizontal_accuracy: 8,
  vertical_accuracy: 4,
  altitude: 31,
  motion: ['driving'],
  battery_state: 'charging',
  battery_level: 0.87,
  device_id: 'van1',
  unique_id: 'A-B-C',
};

/** GeoJSON: the longitude comes first. */
const feature = {
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [-71.24894, -29.90453] },
  properties,
};

const at = (coordinates: unknown) => ({ ...feature, geometry: { type: 'Point', coordinates } });

describe('overland', () => {
  it('reads a batch, in which the longitude comes first', () => {
    expect(overland.decode(aBody({ locations: [feature, feature] }))).toEqual({
      problems: [],
      fixes: Array.from({ length: 2 }, () =>
        expect.objectContaining({
          device: 'van1',
          lat: -29.90453,
          lng: -71.24894,
          time: new Date('2026-11-30T12:00:00.000Z'),
          speed: 10,
          heading: 271,
          accuracy: 8,
          altitude: 31,
          battery: 87,
          charging: true,
        }),
      ),
    });
  });

  it('keeps what else it says, lists of words as one text', () => {
    const said = {
      ...properties,
      wifi: 'Depot',
      speed_accuracy: -1,
      motion: ['driving', 'cycling'],
    };
    const [fix] = overland.decode(aBody({ locations: [{ ...feature, properties: said }] })).fixes;

    expect(fix?.attributes).toBe(
      '{"verticalAccuracy":4,"motion":"driving, cycling","wifi":"Depot"}',
    );
  });

  it('leaves out a speed below 0, and names the device by its unique id if it has no other', () => {
    const changed = {
      ...feature,
      properties: { ...properties, speed: -1, course: -1, device_id: '' },
    };
    const [fix] = overland.decode(aBody({ locations: [changed] })).fixes;

    expect(fix).toMatchObject({ device: 'A-B-C' });
    expect(fix).not.toHaveProperty('speed');
    expect(fix).not.toHaveProperty('heading');
  });

  it('takes the newest fix as well, which comes beside a backlog', () => {
    const decoded = overland.decode(aBody({ locations: [feature], current: at([1, 2]) }));

    expect(decoded.fixes.map(({ lat }) => lat)).toEqual([-29.90453, 2]);
  });

  it('takes the good fixes beside bad ones, each of which is named', () => {
    const locations = [feature, at([181, 2]), at('here'), null, {}, at([3, 4])];
    const { fixes, problems } = overland.decode(aBody({ locations }));

    expect(fixes.map(({ lat }) => lat)).toEqual([-29.90453, 4]);
    expect(problems).toEqual([
      'locations[1]: coordinates[0]: 181 given, expected a number from -180 to 180',
      expect.stringContaining('locations[2]: coordinates[1]: nothing given'),
      'locations[3]: null given, expected a GeoJSON feature of a point',
      'locations[4]: an object given, expected a GeoJSON feature of a point',
    ]);
  });

  it('reads an empty batch, and none that is too long', () => {
    const tooMany = Array.from({ length: maxFixesPerMessage + 1 }, () => 0);

    expect(overland.decode(aBody({ locations: [] }))).toEqual({ fixes: [], problems: [] });
    expect(overland.decode(aBody({ locations: tooMany }))).toEqual({
      fixes: [],
      problems: ['locations: 2001 fixes in one request given, expected at most 2000'],
    });
    expect(overland.decode(aBody({ places: [] })).problems).toEqual([
      expect.stringContaining('locations: nothing given, expected JSON with a list of GeoJSON'),
    ]);
  });

  it('is answered with what makes the app forget the batch', () => {
    expect(overland.answer({ fixes: [], problems: [] }).body).toBe('{"result":"ok"}');
  });
});

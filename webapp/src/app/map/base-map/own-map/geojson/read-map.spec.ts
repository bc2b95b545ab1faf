import { describe, expect, it } from '@jest/globals';
import { collection, feature, line, street } from './testing/geojson';
import { readMap } from './read-map';

describe('readMap', () => {
  it('reads a street with its class and name, and the box around it', () => {
    const { features, bounds, leftOut } = readMap(
      collection(feature(line, { fclass: 'residential', name: 'Street 0' })),
    );

    expect(features).toEqual([
      {
        type: 'Feature',
        properties: { highway: 'residential', name: 'Street 0' },
        geometry: { type: 'MultiLineString', coordinates: [line.coordinates] },
      },
    ]);
    expect(bounds).toEqual([-71.25, -29.9, -71.24, -29.9]);
    expect(leftOut).toBeUndefined();
  });

  it.each([
    ['has no geometry member', { type: 'Feature', properties: {} }, 'no-place'],
    ['has the geometry null', feature(null), 'no-place'],
    ['is empty', {}, 'unknown-type'],
    ['is null', null, 'unknown-type'],
    ['is a number', 7, 'unknown-type'],
    ['is of an unknown type', { type: 'Circle' }, 'unknown-type'],
    [
      'has a geometry of an unknown type',
      feature({ type: 'Curve', coordinates: [] }),
      'unknown-type',
    ],
    ['has a geometry that is a text', feature('POINT(1 2)'), 'unknown-type'],
    ['has no coordinates', feature({ type: 'LineString' }), 'no-coordinates'],
    ['has empty coordinates', feature({ type: 'Polygon', coordinates: [] }), 'no-coordinates'],
    ['has an empty point', feature({ type: 'Point', coordinates: [] }), 'no-coordinates'],
    [
      'has a line of one point',
      feature({ type: 'LineString', coordinates: [[1, 2]] }),
      'bad-coordinates',
    ],
    [
      'has too few brackets',
      feature({ type: 'LineString', coordinates: [1, 2] }),
      'no-coordinates',
    ],
    ['has too many brackets', feature({ type: 'Point', coordinates: [[1, 2]] }), 'bad-coordinates'],
    [
      'has texts for numbers',
      feature({ type: 'Point', coordinates: ['1', '2'] }),
      'bad-coordinates',
    ],
    ['has one number', feature({ type: 'Point', coordinates: [1] }), 'bad-coordinates'],
    ['lies beyond the pole', feature({ type: 'Point', coordinates: [1, 90.1] }), 'not-degrees'],
    [
      'is in metres',
      feature({ type: 'Point', coordinates: [-7_931_000, -3_491_000] }),
      'not-degrees',
    ],
    [
      'has an empty collection',
      feature({ type: 'GeometryCollection', geometries: [] }),
      'no-coordinates',
    ],
    [
      'has a collection of nothing',
      feature({ type: 'GeometryCollection', geometries: [null] }),
      'unknown-type',
    ],
  ])('leaves out a feature that %s, and counts it', (_what, odd, why) => {
    const { features, leftOut } = readMap(collection(street, odd, street, odd));

    expect(features).toHaveLength(2);
    expect(leftOut).toEqual({ count: 2, of: 4, first: 2, why });
  });

  it('leaves out NaN, as Python writes it, and reads on', () => {
    const text = collection(street, feature({ type: 'Point', coordinates: [1, 'NaN'] }), street);

    const { features, leftOut } = readMap(text.replace('"NaN"', 'NaN'));

    expect(features).toHaveLength(2);
    expect(leftOut).toEqual({ count: 1, of: 3, first: 2, why: 'bad-coordinates' });
  });

  it('draws what it can of a feature that is odd in part', () => {
    const { features, leftOut } = readMap(
      collection(feature({ type: 'GeometryCollection', geometries: [null, line] })),
    );

    expect(features).toHaveLength(1);
    expect(leftOut).toMatchObject({ count: 1, of: 1, first: 1 });
  });

  it('draws collections in collections', () => {
    const point = { type: 'Point', coordinates: [1, 2] };
    const inner = { type: 'GeometryCollection', geometries: [point, line] };
    const { features, leftOut } = readMap(
      collection(feature({ type: 'GeometryCollection', geometries: [inner, point] })),
    );

    expect(features.map(({ geometry }) => geometry.type)).toEqual([
      'MultiPoint',
      'MultiLineString',
    ]);
    expect(leftOut).toBeUndefined();
  });

  it('reads a collection that nests 100,000 deep', () => {
    const depth = 100_000;
    const opening = '{"type":"GeometryCollection","geometries":['.repeat(depth);
    const { features } = readMap(`${opening}${JSON.stringify(line)}${']}'.repeat(depth)}`);

    expect(features).toHaveLength(1);
  });

  it.each([
    [
      'heights and measures',
      [
        [1, 2, 30, 4],
        [3, 4, 50, 6],
      ],
    ],
    [
      'latitude 90',
      [
        [1, 2],
        [3, 90],
      ],
    ],
  ])('draws a line with %s', (_what, coordinates) => {
    const { features, leftOut } = readMap(collection(feature({ type: 'LineString', coordinates })));

    expect(features).toHaveLength(1);
    expect(leftOut).toBeUndefined();
  });

  it.each([
    [
      'runs over 180',
      [
        [179.9, -16.8],
        [180.19, -16.7],
      ],
      [179.9, -16.8, 180.19, -16.7],
    ],
    [
      'jumps over 180',
      [
        [179.9, -16.8],
        [-179.81, -16.7],
      ],
      [179.9, -16.8, 180.19, -16.7],
    ],
    [
      'counts from 0 to 360',
      [
        [288.75, -29.9],
        [288.76, -29.8],
      ],
      [-71.25, -29.9, -71.24, -29.8],
    ],
    [
      'lies beyond -180',
      [
        [-190, 1],
        [-189, 2],
      ],
      [170, 1, 171, 2],
    ],
  ])('finds the box around a line that %s', (_what, coordinates, expected) => {
    const { bounds } = readMap(collection(feature({ type: 'LineString', coordinates })));

    expect(bounds).toEqual(expected.map((degrees) => expect.closeTo(degrees, 9)));
  });

  it('takes a point at 180.000002 for one at the other side', () => {
    const { features } = readMap(
      collection(feature({ type: 'Point', coordinates: [180.000_002, -16] })),
    );

    expect(features[0]?.geometry).toEqual({
      type: 'MultiPoint',
      coordinates: [[expect.closeTo(-179.999_998, 9), -16]],
    });
  });

  it.each([
    ['one feature', JSON.stringify(street)],
    ['one geometry', JSON.stringify(line)],
    ['a bare list', JSON.stringify([street])],
    ['one feature in each line', `${JSON.stringify(street)}\n${JSON.stringify(street)}\n`],
    ['collections in a collection', collection(JSON.parse(collection(street)))],
    ['a feature without its type', collection({ geometry: line })],
    ['a collection without its end', collection(street, street).slice(0, -5)],
  ])('reads %s', (_what, text) => {
    expect(readMap(text).features.length).toBeGreaterThan(0);
  });

  it('reverses a one-way street that is drawn against the traffic', () => {
    const { features } = readMap(collection(feature(line, { fclass: 'primary', oneway: 'T' })));

    expect(features[0]?.geometry).toEqual({
      type: 'MultiLineString',
      coordinates: [line.coordinates.toReversed()],
    });
  });

  it('counts a broken feature and the missing end of a file', () => {
    const { features, leftOut } = readMap(collection(street, street, street).slice(0, -30));

    expect(features).toHaveLength(2);
    expect(leftOut).toEqual({ count: 1, of: 3, first: 3, why: 'broken' });
  });

  it('shows who made it', () => {
    const text = JSON.stringify({
      type: 'FeatureCollection',
      attribution: 'We',
      features: [street],
    });

    expect(readMap(text).attribution).toBe('We');
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { boundsOfGeoJson } from './geojson-bounds';

const position = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -90, max: 90, noNaN: true }),
);

const collection = (...geometries: unknown[]) => ({
  type: 'FeatureCollection',
  features: geometries.map((geometry) => ({ type: 'Feature', properties: {}, geometry })),
});

describe('boundsOfGeoJson', () => {
  it('finds the box around lines, areas, points and collections of them', () => {
    const content = collection(
      {
        type: 'LineString',
        coordinates: [
          [1, 2],
          [3, 4, 100],
        ],
      },
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [0, 9],
            [1, 1],
            [0, 0],
          ],
        ],
      },
      { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [-5, 3] }] },
      null,
    );

    expect(boundsOfGeoJson(content)).toEqual([-5, 0, 3, 9]);
  });

  it('holds every position, and touches one at each side', () => {
    fc.assert(
      fc.property(fc.array(position, { minLength: 1 }), (positions) => {
        const [west, south, east, north] = boundsOfGeoJson({
          type: 'MultiPoint',
          coordinates: positions,
        });
        const lngs = positions.map(([lng]) => lng);
        const lats = positions.map(([, lat]) => lat);

        expect([west, east]).toEqual([Math.min(...lngs), Math.max(...lngs)]);
        expect([south, north]).toEqual([Math.min(...lats), Math.max(...lats)]);
      }),
    );
  });

  it.each([
    ['a list', []],
    ['text', 'FeatureCollection'],
    ['nothing', null],
    ['another type', { type: 'Topology', objects: {} }],
    ['no features', { type: 'FeatureCollection' }],
    ['a feature of nothing', collection({})],
    ['too few brackets', collection({ type: 'LineString', coordinates: [1, 2] })],
    ['a text for a number', collection({ type: 'Point', coordinates: ['1', '2'] })],
    ['metres', collection({ type: 'Point', coordinates: [-7_931_000, -3_491_000] })],
  ])('refuses %s', (_what, content) => {
    expect(() => boundsOfGeoJson(content)).toThrow('not-geojson');
  });

  it('tells that there is nothing in it', () => {
    expect(() => boundsOfGeoJson(collection())).toThrow('empty');
    expect(() => boundsOfGeoJson(collection(null))).toThrow('empty');
  });
});

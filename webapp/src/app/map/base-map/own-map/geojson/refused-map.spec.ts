import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OwnMapError } from '../own-map-error';
import { readMap } from './read-map';
import { collection, feature, street } from './testing/geojson';

/** Why a text is refused: the trouble and its detail. */
function refusalOf(text: string): (string | undefined)[] {
  try {
    readMap(text);
  } catch (error) {
    if (error instanceof OwnMapError) return [error.trouble, error.detail];
    throw error;
  }
  return [];
}

describe('readMap, of what is no map', () => {
  const metres = feature({ type: 'Point', coordinates: [-7_931_000, -3_491_000] });
  const named = (name: string) => ({ type: 'name', properties: { name } });

  it.each([
    ['HTML', '<html>', ['not-json', undefined]],
    ['nothing', '', ['not-json', undefined]],
    ['a text', '"FeatureCollection"', ['not-geojson', undefined]],
    ['null', 'null', ['not-geojson', undefined]],
    ['another object', '{"tilejson":"3.0.0"}', ['not-geojson', undefined]],
    ['no list of features', '{"type":"FeatureCollection"}', ['not-geojson', undefined]],
    [
      'Overpass JSON',
      '{"version":0.6,"elements":[{"type":"way","id":1}]}',
      ['overpass', undefined],
    ],
    ['TopoJSON', '{"type":"Topology","objects":{},"arcs":[]}', ['topojson', undefined]],
    ['Esri JSON', '{"geometryType":"esriGeometryPolyline","features":[]}', ['esri', undefined]],
    ['no feature', collection(), ['empty', undefined]],
    ['features without a place', collection(feature(null)), ['empty', undefined]],
    ['metres', collection(metres), ['not-degrees', undefined]],
    [
      'metres of a projection with a name',
      JSON.stringify({
        type: 'FeatureCollection',
        crs: named('urn:ogc:def:crs:EPSG::3857'),
        features: [street, metres],
      }),
      ['other-crs', 'EPSG:3857'],
    ],
  ])('refuses %s by name', (_what, text, expected) => {
    expect(refusalOf(text)).toEqual(expected);
  });

  it.each([
    'urn:ogc:def:crs:OGC:1.3:CRS84',
    'urn:ogc:def:crs:EPSG::4326',
    'EPSG:4269',
    'EPSG:25832',
  ])('believes degrees, whatever crs says: %s', (name) => {
    const text = JSON.stringify({
      type: 'FeatureCollection',
      crs: named(name),
      features: [street],
    });

    expect(readMap(text).features).toHaveLength(1);
  });

  it('draws something, or says why not, of whatever JSON there is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (geometry, properties) => {
        const { features } = readMap(collection(street, feature(geometry, properties)));

        expect(features.length).toBeGreaterThan(0);
        // Throws what is no refusal.
        refusalOf(JSON.stringify(geometry));
      }),
    );
  });
});

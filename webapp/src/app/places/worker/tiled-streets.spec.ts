import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { describe, expect, it } from '@jest/globals';
import type { Feature } from 'geojson';
import { tileAt, type TilePlace } from './point-tile';
import { streetsInTile, TiledStreets } from './tiled-streets';

const extent = 4_096;
const place = tileAt(-1.47, 53.4, 14) ?? [0, 0, 0];

const line = (north: number, properties: Record<string, string>): Feature => ({
  type: 'Feature',
  properties,
  geometry: {
    type: 'LineString',
    coordinates: [
      [-1.475, 53.4 + north],
      [-1.465, 53.4 + north],
    ],
  },
});

/** The tile of these lines, in one layer. */
function tileOf(layer: string, ...features: Feature[]): ArrayBuffer {
  const cut = new GeoJSONVT({ type: 'FeatureCollection', features }, { maxZoom: 14, extent });
  const tile = cut.getTile(...place);
  if (!tile) throw new Error('There is nothing in the tile.');
  return new Uint8Array(fromGeojsonVt({ [layer]: tile }, { version: 2, extent })).buffer;
}

const namesIn = (data: ArrayBuffer, at: TilePlace = place) =>
  streetsInTile(at, data).map(({ name }) => name);

describe('TiledStreets', () => {
  it('says the nearest street within 50 m of those in the tiles that are there', () => {
    const streets = new TiledStreets();
    const data = tileOf('roads', line(0, { name: 'Near' }), line(0.0006, { name: 'Far' }));

    expect(streets.nearest(-1.47, 53.4)).toBeUndefined();
    streets.add(place, data);

    expect(streets.nearest(-1.47, 53.4001)).toBe('Near');
    expect(streets.nearest(-1.47, 53.4005)).toBe('Far');
    expect(streets.nearest(-1.47, 53.402)).toBeUndefined();
    expect(streets.nearest(20, 10)).toBeUndefined();
    streets.forget(place);
    expect(streets.nearest(-1.47, 53.4001)).toBeUndefined();
  });

  it.each([
    ['roads', { kind: 'minor_road' }],
    ['transportation_name', { class: 'street' }],
    ['own', { highway: 'residential' }],
    ['own', { fclass: 'residential' }],
  ])('knows streets in a layer %s with %j', (layer, properties) => {
    expect(namesIn(tileOf(layer, line(0, { ...properties, name: 'High Street' })))).toEqual([
      'High Street',
    ]);
  });

  it.each([
    ['roads', { kind: 'rail' }],
    ['transportation', { class: 'ferry' }],
    ['waterway', { kind: 'river' }],
    ['own', { waterway: 'river' }],
    ['own', { railway: 'rail', class: 'rail' }],
  ])('takes nothing for a street in a layer %s with %j', (layer, properties) => {
    expect(namesIn(tileOf(layer, line(0, { ...properties, name: 'River Don' })))).toEqual([]);
  });

  it('takes no street from what has no name, nor from what is no tile', () => {
    expect(namesIn(tileOf('roads', line(0, { kind: 'path' })))).toEqual([]);
    expect(namesIn(new ArrayBuffer())).toEqual([]);
    expect(namesIn(Uint8Array.from([255, 255, 255, 255]).buffer)).toEqual([]);
  });
});

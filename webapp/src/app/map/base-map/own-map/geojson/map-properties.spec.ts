import { describe, expect, it } from '@jest/globals';
import { readProperties } from './map-properties';

describe('readProperties', () => {
  it.each([
    ['OSM', { highway: 'primary', name: 'A' }, { highway: 'primary', name: 'A' }],
    [
      'Geofabrik',
      { osm_id: '1', code: 5122, fclass: 'residential', name: 'B', oneway: 'B' },
      { highway: 'residential', name: 'B' },
    ],
    ['Geofabrik, in capitals', { FCLASS: 'primary', NAME: 'C' }, { highway: 'primary', name: 'C' }],
    [
      'nested tags',
      { type: 'way', id: 1, tags: { highway: 'trunk', name: 'D', oneway: 'yes' } },
      { highway: 'trunk', name: 'D', oneway: true },
    ],
    [
      'tags as JSON',
      { tags: '{"highway":"service","name":"E"}' },
      { highway: 'service', name: 'E' },
    ],
    [
      'tags as GDAL writes them',
      { highway: 'primary', other_tags: '"oneway"=>"yes","name:en"=>"F"' },
      { highway: 'primary', name: 'F', oneway: true },
    ],
    [
      'OSMnx',
      { highway: ['primary', 'tertiary'], name: ['G', 'H'] },
      { highway: 'primary', name: 'G' },
    ],
    [
      'Overture',
      { subtype: 'road', class: 'residential', names: { primary: 'I' } },
      { highway: 'residential', name: 'I' },
    ],
    ['imposm', { class: 'highway', type: 'tertiary' }, { highway: 'tertiary' }],
    ['OpenMapTiles', { class: 'minor', oneway: 1 }, { highway: 'minor', oneway: true }],
    ['Protomaps', { kind: 'major_road', kind_detail: 'primary' }, { highway: 'primary' }],
    ['a path', { highway: 'path', type: 'primary' }, { kind: 'primary' }],
    ['a name in English only', { place: 'town', 'name:en': 'J' }, { kind: 'town', name: 'J' }],
    ['water of Geofabrik', { fclass: 'riverbank' }, { kind: 'riverbank' }],
    [
      'a capital of Geofabrik',
      { fclass: 'national_capital', name: 'K' },
      { kind: 'city', name: 'K' },
    ],
    ['nothing', null, {}],
    ['something else', 'text', {}],
    ['empty texts', { highway: '', name: '' }, {}],
    ['a number for a name', { name: 42 }, { name: '42' }],
  ])('understands %s', (_what, given, expected) => {
    expect(readProperties(given).properties).toEqual(expected);
  });

  it.each([
    [{ fclass: 'primary', oneway: 'T' }, true],
    [{ highway: 'primary', oneway: '-1' }, true],
    [{ highway: 'primary', oneway: 't' }, false],
    [{ fclass: 'primary', oneway: 'F' }, false],
  ])('knows the direction of a one-way street in %j', (given, expected) => {
    const { properties, isReversed } = readProperties(given);

    expect(properties.oneway).toBe(true);
    expect(isReversed).toBe(expected);
  });
});

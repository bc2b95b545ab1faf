import { VectorTile } from '@mapbox/vector-tile';
import { describe, expect, it } from '@jest/globals';
import { PbfReader } from 'pbf';
import { aGazetteer } from '../testing/a-gazetteer';
import type { WorldFile } from './world-file';
import { WorldTiles } from './world-tiles';

/** All sea but for a square around 0, 0, with a border through it. */
const world: WorldFile = {
  seas: [
    {
      scale: 1,
      polygons: [
        [
          [-180, -90, 360, 0, 0, 180, -360, 0, 0, -180],
          [-10, -10, 20, 0, 0, 20, -20, 0, 0, -20],
        ],
      ],
    },
  ],
  borders: { scale: 1, lines: [[-10, 0, 20, 0]] },
  countries: [
    { code: 'CL', name: 'Chile', at: [0, 5], size: 20 },
    { code: '', name: 'Islet', at: [5, -5], size: 0.1 },
  ],
};
const gazetteer = aGazetteer([
  ['City', 1, 1, 5_000_000],
  ['Town', 2, 2, 20_000],
]);
const tiles = new WorldTiles(world, gazetteer, ({ name }) => name.toUpperCase());

function read(...place: readonly [number, number, number]) {
  const { layers } = new VectorTile(new PbfReader(tiles.tile(place)));
  return (name: string) => {
    const layer = layers[name];
    const count = layer?.length ?? 0;
    return Array.from({ length: count }, (_, index) => layer?.feature(index).properties ?? {});
  };
}

describe('WorldTiles', () => {
  it('has seas and borders', () => {
    const layer = read(0, 0, 0);

    expect(layer('sea')).not.toEqual([]);
    expect(layer('borders')).toHaveLength(1);
  });

  it('has sea on both sides of the antimeridian', () => {
    expect(read(4, 0, 8)('sea')).not.toEqual([]);
    expect(read(4, 15, 8)('sea')).not.toEqual([]);
  });

  it('names countries as they are called here, from where their names find room', () => {
    expect(read(1, 1, 0)('countries')).toEqual([{ name: 'CHILE', rank: 0 }]);
    expect(read(1, 1, 1)('countries')).toEqual([]);
    expect(read(9, 263, 263)('countries')).toEqual([{ name: 'ISLET', rank: 1 }]);
  });

  it('names the largest towns only, farther out', () => {
    const names = (...place: readonly [number, number, number]) =>
      read(...place)('towns').map(({ name, kind }) => [name, kind]);

    expect(names(1, 1, 0)).toEqual([['City', 'city']]);
    expect(names(7, 64, 63)).toEqual([
      ['City', 'city'],
      ['Town', 'town'],
    ]);
  });
});

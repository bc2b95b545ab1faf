import { describe, expect, it } from '@jest/globals';
import type { City } from './cities.ts';
import { chooseCities, writeGazetteer } from './gazetteer.ts';

const city = (name: string, population: number, at: City['at']): City => ({
  name,
  country: 'CL',
  population,
  at,
});

describe('the gazetteer', () => {
  const serena = city('La Serena', 154_521, [-71.254, -29.904]);
  const coquimbo = city('Coquimbo', 161_317, [-71.339, -29.953]);
  const hamlet = city('Hamlet', 200, [-71.31, -29.96]);
  const outpost = city('Outpost', 90, [-70, -27]);

  it('names towns, and smaller places where there is no other', () => {
    const names = chooseCities([hamlet, serena, outpost, coquimbo]).map(({ name }) => name);

    expect(names.toSorted()).toEqual(['Coquimbo', 'La Serena', 'Outpost']);
  });

  it('is written in columns of one length', () => {
    const { lngs, lats, sizes, names } = writeGazetteer([serena, coquimbo]);

    expect(lngs).toHaveLength(2);
    expect(lats).toHaveLength(2);
    expect(names.split('\n')).toHaveLength(2);
    expect(sizes).toEqual([69, 69]);
    expect([-71_254, -71_339]).toContain(lngs.reduce((sum, step) => sum + step));
  });

  it('is empty without places', () => {
    expect(writeGazetteer([])).toEqual({ lngs: [], lats: [], sizes: [], names: '' });
  });
});

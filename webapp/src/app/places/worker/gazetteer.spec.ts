import { describe, expect, it } from '@jest/globals';
import { aGazetteer } from '../testing/a-gazetteer';

const chile = aGazetteer([
  ['La Serena', -71.254, -29.904, 154_521],
  ['Coquimbo', -71.339, -29.953, 204_068],
  ['Ovalle', -71.201, -30.601, 77_138],
  ['Hamlet', -71.3, -30.3, 400],
]);

describe('Gazetteer', () => {
  it('knows the town that a place is in', () => {
    expect(chile.townOf(-71.26, -29.91)).toMatchObject({ name: 'La Serena', isInside: true });
  });

  it('says how far and in which direction a place lies from its town', () => {
    const town = chile.townOf(-71.201, -30.551);

    expect(town).toMatchObject({ name: 'Ovalle', isInside: false });
    expect(town?.metres).toBeCloseTo(5_560, -2);
    expect(town?.bearing).toBeCloseTo(0);
  });

  it('names a village near by, and a city far around', () => {
    expect(chile.townOf(-71.3, -30.31)?.name).toBe('Hamlet');
    expect(chile.townOf(-71.25, -30.48)?.name).toBe('Ovalle');
  });

  it('sees over the antimeridian', () => {
    const fiji = aGazetteer([['Waiyevo', 179.98, -16.8, 900]]);

    expect(fiji.townOf(-179.98, -16.8)?.metres).toBeCloseTo(4_260, -2);
    expect(fiji.townOf(180.02, -16.8)?.metres).toBeCloseTo(4_260, -2);
    expect(fiji.townOf(-179.98, -16.8)?.bearing).toBeCloseTo(90, 0);
  });

  it('finds a town at the poles, whatever the longitude', () => {
    const north = aGazetteer([['Alert', 170, 89.9, 60]]);

    expect(north.townOf(-10, 90)?.metres).toBeCloseTo(11_120, -2);
    expect(north.townOf(-10, 89.9)?.metres).toBeCloseTo(22_240, -2);
  });

  it('names no town on the high seas', () => {
    expect(chile.townOf(-120, -30)).toBeUndefined();
  });

  it('has no town for any place when it is empty', () => {
    const empty = aGazetteer([]);

    expect(empty.townOf(0, 0)).toBeUndefined();
    expect(empty.townsIn([-180, -90, 180, 90], 0, 10)).toEqual([]);
  });

  it('lists the largest towns of a box', () => {
    const names = (least: number, most: number) =>
      chile.townsIn([-71.4, -30.4, -71.2, -29.8], least, most).map(({ name }) => name);

    expect(names(0, 10)).toEqual(['Coquimbo', 'La Serena', 'Hamlet']);
    expect(names(0, 1)).toEqual(['Coquimbo']);
    expect(names(1_000, 10)).toEqual(['Coquimbo', 'La Serena']);
  });
});

import { describe, expect, it } from '@jest/globals';
import { readStreets, type Street } from './read-streets.ts';

const classes = new Set<unknown>([
  'motorway',
  'trunk',
  'primary',
  'secondary',
  'tertiary',
  'unclassified',
  'residential',
  'living_street',
]);

function isWellFormed(street: Street): boolean {
  return (
    classes.has(street.class) &&
    (street.name === null || street.name.length > 0) &&
    typeof street.oneway === 'boolean' &&
    (street.speedKmh === null || (street.speedKmh >= 20 && street.speedKmh <= 120)) &&
    Number.isInteger(street.from) &&
    Number.isInteger(street.to) &&
    street.line.length >= 2
  );
}

describe('readStreets', () => {
  const streets = readStreets();

  it('reads every street of the bundled file', () => {
    expect(streets).toHaveLength(19_846);
  });

  it('finds every field of every street as its type says', () => {
    expect(streets.filter((street) => !isWellFormed(street))).toEqual([]);
  });

  it('finds all lines in the bundled region', () => {
    const outside = streets
      .flatMap((street) => street.line)
      .filter(([lng, lat]) => lng < -71.36 || lng > -71.16 || lat < -30.08 || lat > -29.82);

    expect(outside).toEqual([]);
  });

  it('finds streets that share a junction meeting in one point', () => {
    const places = new Map<number, Set<string>>();
    for (const { line, from, to } of streets) {
      for (const [junction, point] of [
        [from, line[0]],
        [to, line.at(-1)],
      ] as const) {
        places.set(junction, (places.get(junction) ?? new Set()).add(String(point)));
      }
    }

    expect([...places].filter(([, points]) => points.size > 1)).toEqual([]);
  });
});

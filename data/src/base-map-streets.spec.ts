import { describe, expect, it } from '@jest/globals';
import { joinStreets } from './base-map-streets.ts';
import { readStreets, type LngLat, type Street } from './read-streets.ts';

const junctions: Readonly<Record<number, LngLat>> = {
  1: [-71.25, -29.9],
  2: [-71.249, -29.9],
  3: [-71.248, -29.9],
  4: [-71.249, -29.901],
};

function aStreet(from: number, to: number, overrides: Partial<Street> = {}): Street {
  const line = [junctions[from], junctions[to]].filter((point) => point !== undefined);
  return {
    line,
    class: 'residential',
    name: 'Balmaceda',
    oneway: false,
    speedKmh: null,
    from,
    to,
    ...overrides,
  };
}

describe('joinStreets', () => {
  it('joins the pieces of one street, whichever way they were drawn', () => {
    const joined = joinStreets([aStreet(1, 2), aStreet(3, 2)]);

    expect(joined).toHaveLength(1);
    expect(joined[0]?.line).toHaveLength(3);
  });

  it('keeps apart what differs in name, class or direction', () => {
    const pieces = [
      aStreet(1, 2),
      aStreet(2, 3, { name: 'Prat' }),
      aStreet(2, 3, { class: 'primary' }),
      aStreet(2, 3, { oneway: true }),
    ];

    expect(joinStreets(pieces)).toHaveLength(4);
  });

  it('goes straight on where a street forks', () => {
    const joined = joinStreets([aStreet(1, 2), aStreet(2, 4), aStreet(2, 3)]);

    const straight = joined.find(({ line }) => line.length === 3);
    expect(straight?.line).toEqual([junctions[1], junctions[2], junctions[3]]);
  });

  it('draws one-way streets in the direction of driving', () => {
    const oneway = { oneway: true };
    const joined = joinStreets([aStreet(3, 2, oneway), aStreet(2, 1, oneway)]);

    expect(joined.map(({ line }) => line)).toEqual([[junctions[3], junctions[2], junctions[1]]]);
  });

  it('does not join one-way pieces that run against each other', () => {
    const oneway = { oneway: true };

    expect(joinStreets([aStreet(1, 2, oneway), aStreet(3, 2, oneway)])).toHaveLength(2);
  });

  it('ends on a ring', () => {
    const ring = [aStreet(1, 2), aStreet(2, 3), aStreet(3, 1)];

    expect(joinStreets(ring).flatMap(({ line }) => line).length).toBeGreaterThanOrEqual(4);
  });

  it('keeps every metre of the bundled streets', () => {
    const streets = readStreets();
    const segments = (lines: readonly { readonly line: readonly LngLat[] }[]) =>
      lines.reduce((sum, { line }) => sum + line.length - 1, 0);

    const joined = joinStreets(streets);

    expect(segments(joined)).toBe(segments(streets));
    expect(joined.length).toBeLessThan(streets.length / 2);
  });
});

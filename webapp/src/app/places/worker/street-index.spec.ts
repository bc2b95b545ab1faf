/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '@fleetman/toolkit';
import { StreetIndex, type NamedStreet } from './street-index';

interface StreetFile {
  readonly features: readonly {
    readonly geometry: { readonly coordinates: readonly (readonly [number, number])[] };
    readonly properties: { readonly name: string | null };
  }[];
}

/** The streets that the bundled map is drawn from. */
function bundledStreets(): NamedStreet[] {
  const path = '../../../../../data/streets/la-serena-coquimbo.geojson.gz';
  const text = gunzipSync(readFileSync(join(import.meta.dirname, path))).toString();
  return (JSON.parse(text) as StreetFile).features.flatMap(({ geometry, properties }) =>
    properties.name === null ? [] : [{ name: properties.name, line: geometry.coordinates }],
  );
}

/** By looking at every one of them; several where they are equally near. */
function nearestByHand(streets: readonly NamedStreet[], lng: number, lat: number): string[] {
  const shrink = Math.cos((lat * Math.PI) / 180);
  const distances = streets.map(({ name, line }) => ({ name, to: distanceTo(line) }));
  const least = Math.min(...distances.map(({ to }) => to));
  return distances.filter(({ to }) => to <= least + 1e-9).map(({ name }) => name);

  function distanceTo(line: NamedStreet['line']): number {
    return Math.min(
      ...line.slice(1).map(([x2 = 0, y2 = 0], index) => {
        const [x1 = 0, y1 = 0] = line[index] ?? [];
        const [dx, dy] = [(x2 - x1) * shrink, y2 - y1];
        const [px, py] = [(lng - x1) * shrink, lat - y1];
        const t = Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy || 1)));
        return Math.hypot(px - t * dx, py - t * dy);
      }),
    );
  }
}

describe('StreetIndex', () => {
  it('names the nearest street at 200 places beside bundled streets', () => {
    const streets = bundledStreets();
    const index = new StreetIndex(streets);
    const random = seededRandom('streets');
    const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)];

    for (let place = 0; place < 200; place++) {
      const [lng = 0, lat = 0] = pick(pick(streets)?.line ?? []) ?? [];
      // Up to 20 m beside it.
      const at = [lng + (random() - 0.5) / 2_800, lat + (random() - 0.5) / 2_800] as const;
      expect(nearestByHand(streets, ...at)).toContain(index.nearest(...at));
    }
  });

  it('names none that is farther away than a street is wide', () => {
    const index = new StreetIndex([
      {
        name: 'Ring',
        line: [
          [0, 0],
          [0.1, 0],
        ],
      },
    ]);

    expect(index.nearest(0.05, 0.0004)).toBe('Ring');
    expect(index.nearest(0.05, 0.0005)).toBeUndefined();
  });

  it('names none where there are none', () => {
    expect(new StreetIndex([]).nearest(0, 0)).toBeUndefined();
    expect(new StreetIndex([{ name: 'Point', line: [[1, 1]] }]).nearest(1, 1)).toBeUndefined();
  });
});

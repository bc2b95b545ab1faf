import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { unwrapLine, unwrapPolygon, type Position } from './unwrap';

const box = (west: number, south: number, east: number, north: number): Position[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

const lngs = (line: readonly Position[] | undefined) => line?.map(([lng]) => lng);

describe('unwrapLine', () => {
  it.each([
    ['stays as it is within ±180', [-71, -70], [-71, -70]],
    ['runs on over 180 where it was cut by sign', [179, -179], [-181, -179]],
    ['runs on over -180 where it was cut by sign', [-179, 179], [-179, -181]],
    ['runs over 180 as it is written', [179.7, 180.19], [179.7, 180.19]],
    ['comes back from 0 to 360', [288, 289], [-72, -71]],
    ['comes back from beyond -180', [-190, -189], [170, 171]],
    ['keeps a parallel around the world', [-180, 180], [-180, 180]],
  ])('%s', (_what, given, expected) => {
    const [line] = unwrapLine(given.map((lng) => [lng, 10]));

    expect(lngs(line)).toEqual(expected);
  });

  it('makes several of a line that runs around the world more than once', () => {
    const voyage = Array.from({ length: 100 }, (_, index): Position => [index * 10, 0]);

    const pieces = unwrapLine(voyage);

    expect(pieces.length).toBe(3);
    for (const piece of pieces) {
      for (const [lng] of piece) expect(Math.abs(lng)).toBeLessThanOrEqual(360);
    }
  });

  it('keeps each place where it is, and every step short', () => {
    const position = fc.tuple(
      fc.double({ min: -720, max: 720, noNaN: true }),
      fc.double({ min: -80, max: 80, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(position, { minLength: 1, maxLength: 20 }), (line) => {
        fc.pre(
          line.every(([lng], at) => at === 0 || Math.abs(lng - (line[at - 1]?.[0] ?? 0)) < 360),
        );

        const drawn = unwrapLine(line).flat();

        const places = new Set(
          line.map(([lng]) => Math.round((((lng % 360) + 360) % 360) * 1e6) % 360e6),
        );
        for (const [lng] of drawn) {
          const place = Math.round((((lng % 360) + 360) % 360) * 1e6) % 360e6;
          const near = [place, place - 1, place + 1, place + 360e6 - 1, place - 360e6 + 1];
          expect(near.some((each) => places.has(each))).toBe(true);
        }
      }),
    );
  });
});

describe('unwrapPolygon', () => {
  it('takes an island over the antimeridian as one', () => {
    const [ring] = unwrapPolygon([box(177, -19, -178, -16)]);

    expect(Math.min(...(lngs(ring) ?? []))).toBe(177);
    expect(Math.max(...(lngs(ring) ?? []))).toBe(182);
  });

  it('keeps the hole of an island where the island is', () => {
    const [outline, hole] = unwrapPolygon([box(177, -19, -178, -16), box(-179.5, -18, -179, -17)]);

    expect(Math.max(...(lngs(outline) ?? []))).toBe(182);
    expect(lngs(hole)?.[0]).toBe(180.5);
  });

  it.each([
    ['the world', box(-180, -90, 180, 90)],
    ['the world from 0 to 360', box(0, -90, 360, 90)],
    ['the world as Web Mercator has it', box(-179.99, -85.05, 179.99, 85.05)],
  ])('keeps the outline of %s', (_what, ring) => {
    const [outline = []] = unwrapPolygon([ring]);

    expect(Math.max(...(lngs(outline) ?? [])) - Math.min(...(lngs(outline) ?? []))).toBeGreaterThan(
      359,
    );
  });

  it('closes a ring around the pole over the pole', () => {
    const [ice] = unwrapPolygon([
      [
        [0, -80],
        [120, -75],
        [-120, -70],
        [0, -80],
      ],
    ]);

    expect(ice?.filter(([, lat]) => lat === -90)).toHaveLength(2);
  });

  it('reaches a little over the antimeridian where it was cut there', () => {
    const [east] = unwrapPolygon([box(170, 60, 180, 70)]);
    const [west] = unwrapPolygon([box(-180, 60, -170, 70)]);

    expect(Math.max(...(lngs(east) ?? []))).toBe(181);
    expect(Math.min(...(lngs(west) ?? []))).toBe(-181);
  });

  it('closes a ring that was left open', () => {
    const [ring] = unwrapPolygon([box(1, 1, 2, 2).slice(0, -1)]);

    expect(ring?.at(-1)).toEqual([1, 1]);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FleetTable } from '../../fleet/fleet-table';
import { aVehicle } from '../../testing/fake-position-source';
import { Glides } from '../glides/glides';
import { toMercator, type Camera } from '../../geo/mercator';
import { Sighting, type Sight } from './sight';

const home = aVehicle();
const cameraAt = (zoom: number): Camera => ({
  center: toMercator(home),
  worldSize: 512 * 2 ** zoom,
  width: 1_000,
  height: 800,
});

/** So many vehicles in a line to the east, so many degrees apart. */
function look(
  count: number,
  apart: number,
  zoom: number,
  { before, listed }: { before?: Sight; listed?: Uint8Array } = {},
): Sight {
  const table = FleetTable.of(
    Array.from({ length: count }, (_, index) =>
      aVehicle({ name: `Truck ${index}`, lng: home.lng + index * apart }),
    ),
  );
  const glides = new Glides(0, 0, 60_000);
  glides.replaceAll(table, 0);
  return new Sighting().look(glides, cameraAt(zoom), 0, { before, listed });
}

describe('Sighting', () => {
  it('has symbols for those in sight only', () => {
    const sight = look(3, 1, 12);

    expect([...sight.symbols]).toEqual([0]);
    expect(sight.clusters).toEqual([]);
  });

  it('tells a crowd by its number, in its middle', () => {
    const sight = look(40, 0.000_01, 12);

    expect(sight.symbols).toHaveLength(0);
    expect(sight.dots).toHaveLength(40);
    expect(sight.clusters.map(({ count }) => count)).toEqual([40]);
    expect(sight.clusters[0]?.middle.x).toBeCloseTo(toMercator(home).x, 5);
  });

  it('neither shows nor counts vehicles that are not listed', () => {
    const listed = Uint8Array.from({ length: 60 }, (_, row) => Number(row % 2 === 1));

    const [near, far] = [look(3, 0.01, 12, { listed }), look(60, 0.000_01, 12, { listed })];

    expect([...near.symbols]).toEqual([1]);
    expect(far.dots).toHaveLength(30);
    expect(far.clusters.map(({ count }) => count)).toEqual([30]);
  });

  it('draws of a great crowd one dot for each place on the screen, and counts all', () => {
    // All of them on some seventeen pixels.
    const few = look(20_000, 0.000_000_1, 12);
    const many = look(30_000, 0.000_000_1, 12);

    expect(few.dots).toHaveLength(20_000);
    const pixels = (30_000 * 0.000_000_1 * 512 * 2 ** 12) / 360;
    expect(many.dots.length).toBeGreaterThanOrEqual(Math.floor(pixels / 3));
    expect(many.dots.length).toBeLessThanOrEqual(Math.ceil(pixels / 3) + 1);
    expect(many.clusters.reduce((sum, { count }) => sum + count, 0)).toBe(30_000);
  });

  it('lets a crowd be one a little longer, so that nothing flickers', () => {
    expect(look(20, 0.000_01, 12).clusters).toEqual([]);

    const crowd = look(40, 0.000_01, 12);

    expect(look(20, 0.000_01, 12, { before: crowd }).clusters).toHaveLength(1);
    expect(look(10, 0.000_01, 12, { before: crowd }).clusters).toEqual([]);
  });

  it('shows each vehicle where one cannot go much closer', () => {
    const sight = look(40, 0.000_001, 17);

    expect(sight.symbols).toHaveLength(40);
    expect(sight.clusters).toEqual([]);
  });

  it('knows how fast the fastest moves over the screen', () => {
    const table = FleetTable.of([aVehicle({ time: 0 })]);
    const glides = new Glides(0, 0, 60_000);
    glides.replaceAll(table, 0);
    const rows = table.update(FleetTable.of([aVehicle({ time: 1_900, lng: home.lng + 0.001 })]));
    glides.move(table, rows, 0, { longestGapMs: 60_000 });

    const sight = new Sighting().look(glides, cameraAt(12), 0);

    // A thousandth of a degree in two seconds.
    expect(sight.fastest).toBeCloseTo((0.001 / 360) * 512 * 2 ** 12 * 0.5, 2);
  });

  it('shows everybody in sight once, as a symbol or as one of a crowd', () => {
    const places = fc.array(
      fc.record({
        lat: fc.double({ min: -0.01, max: 0.01, noNaN: true }),
        lng: fc.double({ min: -0.01, max: 0.01, noNaN: true }),
      }),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(places, fc.double({ min: 8, max: 14, noNaN: true }), (offsets, zoom) => {
        const glides = new Glides(0, 0, 60_000);
        const vehicles = offsets.map(({ lat, lng }, index) =>
          aVehicle({ name: `Truck ${index}`, lat: home.lat + lat, lng: home.lng + lng }),
        );
        glides.replaceAll(FleetTable.of(vehicles), 0);

        const { symbols, dots, clusters } = new Sighting().look(glides, cameraAt(zoom), 0);

        const rows = [...symbols, ...dots].sort((a, b) => a - b);
        expect(rows).toEqual(vehicles.map((_, index) => index));
        expect(clusters.reduce((sum, { count }) => sum + count, 0)).toBe(dots.length);
      }),
    );
  });
});

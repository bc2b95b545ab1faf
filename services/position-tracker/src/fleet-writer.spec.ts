import { aReport } from '@fleetman/contract/testing';
import { describe, expect, it } from '@jest/globals';
import { fixOf, type VehicleFixes } from './fix.ts';
import { FleetWriter } from './fleet-writer.ts';
import { positionOf } from './positions.ts';

const at = (seconds: number, lat: number) =>
  fixOf(aReport({ lat, time: new Date(1_800_000_000_000 + seconds * 1_000) }));

describe('FleetWriter', () => {
  it('writes the positions of all vehicles, sorted by name', () => {
    const fleet = ['b', 'B', '🚚', 'a"'].map((vehicle) => ({ vehicle, newest: at(0, 1) }));

    const written: unknown = JSON.parse(new FleetWriter().write(fleet));

    const names = ['B', 'a"', 'b', '🚚'];
    expect(written).toEqual(names.map((vehicle) => positionOf({ vehicle, newest: at(0, 1) })));
  });

  it('writes an empty fleet', () => {
    expect(new FleetWriter().write([])).toBe('[]');
  });

  it.each<[string, VehicleFixes]>([
    ['moved', { vehicle: 'A', newest: at(2, 2), previous: at(1, 1) }],
    ['got a late fix', { vehicle: 'A', newest: at(1, 1), previous: at(0.5, 3) }],
    ['lost its previous fix', { vehicle: 'A', newest: at(1, 1) }],
    ['stands still', { vehicle: 'A', newest: at(1, 1), previous: at(0, 0) }],
  ])('writes the second time what holds then, for a vehicle that %s', (_, then) => {
    const writer = new FleetWriter();
    const other = { vehicle: 'B', newest: at(0, 0) };
    writer.write([{ vehicle: 'A', newest: at(1, 1), previous: at(0, 0) }, other]);

    const written: unknown = JSON.parse(writer.write([other, then]));

    expect(written).toEqual([positionOf(then), positionOf(other)]);
  });

  it('leaves out a vehicle that has left', () => {
    const writer = new FleetWriter();
    writer.write([{ vehicle: 'A', newest: at(1, 1) }]);

    expect(writer.write([])).toBe('[]');
  });
});

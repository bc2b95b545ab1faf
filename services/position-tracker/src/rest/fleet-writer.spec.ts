import { aReport } from '@fleetman/contract/testing';
import { describe, expect, it } from '@jest/globals';
import { defaultMotionRules } from '@fleetman/motion';
import { fixOf, type Fix, type VehicleFixes } from '../fixes/fix.ts';
import { positionOf } from '../fixes/positions.ts';
import { FleetWriter } from './fleet-writer.ts';

const start = 1_800_000_000_000;
const at = (seconds: number, lat: number) =>
  fixOf(aReport({ lat, time: new Date(start + seconds * 1_000) }));
const options = { now: start + 60_000, rules: defaultMotionRules };

function vehicleAt(vehicle: string, ...fixes: readonly Fix[]): VehicleFixes {
  return { vehicle, newest: fixes.at(-1) ?? at(0, 0), fixes };
}

function write(fleet: readonly VehicleFixes[], writer = new FleetWriter('Z'), now = options.now) {
  writer.replace(fleet, { ...options, now });
  return writer.write();
}

describe('FleetWriter', () => {
  it('writes the positions of all vehicles, sorted by name', () => {
    const fleet = ['b', 'B', '🚚', 'a"'].map((vehicle) => vehicleAt(vehicle, at(0, 1)));

    const written: unknown = JSON.parse(write(fleet));

    const names = ['B', 'a"', 'b', '🚚'];
    expect(written).toEqual(
      names.map((vehicle) => positionOf(vehicleAt(vehicle, at(0, 1)), options)),
    );
  });

  it('writes an empty fleet', () => {
    expect(write([])).toBe('[]');
  });

  it('leaves out a vehicle that has no place', () => {
    const nowhere = { ...at(1, 0), lng: 0 };
    const fleet = [vehicleAt('A', nowhere), vehicleAt('B', at(0, 1)), vehicleAt('C')];

    const written = JSON.parse(write(fleet)) as { name: string }[];

    expect(written.map(({ name }) => name)).toEqual(['B']);
  });

  it.each<[string, VehicleFixes]>([
    ['moved', vehicleAt('A', at(1, 1), at(2, 1.001))],
    ['got a late fix', vehicleAt('A', at(0.5, 1.001), at(1, 1))],
    ['lost its previous fix', vehicleAt('A', at(1, 1))],
    ['stands still', vehicleAt('A', at(0, 1), at(1, 1))],
  ])('writes the second time what holds then, for a vehicle that %s', (_, then) => {
    const writer = new FleetWriter('Z');
    const other = vehicleAt('B', at(0, 1));
    write([vehicleAt('A', at(0, 1), at(1, 1)), other], writer);

    const written: unknown = JSON.parse(write([other, then], writer));

    expect(written).toEqual([positionOf(then, options), positionOf(other, options)]);
  });

  it('lets a fix that was ahead of the clock count when its time has come', () => {
    const writer = new FleetWriter('Z');
    const fleet = [vehicleAt('A', at(0, 1), at(120, 1.001))];
    const latAt = (seconds: number) => {
      const text = write(fleet, writer, start + seconds * 1_000);
      return (JSON.parse(text) as { lat: number }[])[0]?.lat;
    };

    expect([latAt(60), latAt(121)]).toEqual([1, 1.001]);
  });

  it('leaves out a vehicle that has left', () => {
    const writer = new FleetWriter('Z');
    write([vehicleAt('A', at(1, 1))], writer);

    expect(write([], writer)).toBe('[]');
  });

  it('writes what changed anew, and the rest as it was', () => {
    const writer = new FleetWriter('Z');
    const [a, b, c] = ['A', 'B', 'C'].map((vehicle) => vehicleAt(vehicle, at(1, 1)));
    write(
      [a, c].flatMap((vehicle) => vehicle ?? []),
      writer,
    );
    const moved = vehicleAt('A', at(1, 1), at(2, 2));

    writer.update([moved, ...(b ? [b] : [])], options);

    expect(writer.write()).toBe(write([moved, b, c].flatMap((vehicle) => vehicle ?? [])));
  });

  it('writes the times as the Java gateway reads them, and changes no name', () => {
    const odd = vehicleAt('x","timestamp":"2026-11-22T10:00:00.000Z"', at(1, 1));

    const written = JSON.parse(write([odd], new FleetWriter('+0000'))) as object[];

    const timestamp = new Date(start + 1_000).toISOString().replace('Z', '+0000');
    expect(written).toEqual([{ ...positionOf(odd, options), timestamp }]);
  });

  it('writes one vehicle as it is in the list, and in the list what was written of one', () => {
    const writer = new FleetWriter('Z');
    const [before, after] = [vehicleAt('A', at(1, 1)), vehicleAt('A', at(1, 1), at(2, 2))];

    const one = [before, after, before].map((fixes) => writer.writeOne(fixes, options).json);

    expect(one).toEqual([before, after, before].map((fixes) => write([fixes]).slice(1, -1)));
    expect(writer.write()).toBe(write([before]));
  });

  it('writes nothing of one vehicle that has no place', () => {
    const written = new FleetWriter('Z').writeOne(vehicleAt('A'), options);

    expect(written).toMatchObject({ json: '', time: undefined });
  });
});

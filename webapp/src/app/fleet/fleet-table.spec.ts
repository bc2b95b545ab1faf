import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aVehicle } from '../testing/fake-position-source';
import { FleetTable } from './fleet-table';
import type { Vehicle } from '../vehicle/vehicle';

const all = (table: FleetTable) => Array.from(table.rows(), (row) => table.vehicleAt(row));

const vehicle: fc.Arbitrary<Vehicle> = fc.record({
  name: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
  time: fc.integer({ min: 0, max: 20 }),
  speedMph: fc.option(fc.integer({ min: 0, max: 200 })),
  heading: fc.option(fc.integer({ min: 0, max: 359 })),
});

describe('FleetTable', () => {
  it('gives back what was put into it, what is unknown too', () => {
    const vehicles = [aVehicle(), aVehicle({ name: 'Bus', speedMph: null, heading: null })];

    const table = FleetTable.of(vehicles);

    expect(table.count).toBe(2);
    expect(all(table)).toEqual(vehicles);
    expect(table.find('Bus')).toEqual(vehicles[1]);
  });

  it('knows nothing of a vehicle that is not in it', () => {
    const table = FleetTable.of([aVehicle()]);

    expect(table.indexOf('Bus')).toBe(-1);
    expect(table.find('Bus')).toBeUndefined();
    expect(table.nameAt(7)).toBe('');
  });

  it('keeps rows as long as nobody is gone', () => {
    const table = FleetTable.of([aVehicle({ name: 'A' }), aVehicle({ name: 'B' })]);

    const names = ['C', 'B', 'A'];
    expect(table.replaceAll(FleetTable.of(names.map((name) => aVehicle({ name }))))).toBe(true);
    expect(names.map((name) => table.indexOf(name))).toEqual([2, 1, 0]);
    expect(table.replaceAll(FleetTable.of([aVehicle({ name: 'C' })]))).toBe(false);
    expect(table.count).toBe(1);
    expect(table.indexOf('C')).toBe(0);
  });

  it('takes an older report only with a whole fleet', () => {
    const table = FleetTable.of([aVehicle({ time: 10 })]);

    expect(table.update(FleetTable.of([aVehicle({ time: 9 })]))).toHaveLength(0);
    table.replaceAll(FleetTable.of([aVehicle({ time: 8 })]));

    expect(table.find('City Truck')?.time).toBe(8);
  });

  it('keeps the heading of a vehicle that stands, and of no other', () => {
    const table = FleetTable.of([aVehicle({ time: 1, heading: 90 })]);
    const report = (time: number, speedMph: number) =>
      FleetTable.of([aVehicle({ time, speedMph, heading: null })]);

    table.update(report(2, 0));
    expect(table.find('City Truck')?.heading).toBe(90);
    table.replaceAll(report(3, 0));
    expect(table.find('City Truck')?.heading).toBe(90);
    table.update(report(4, 20));
    expect(table.find('City Truck')?.heading).toBeNull();
    table.update(FleetTable.of([aVehicle({ name: 'Bus', speedMph: 0, heading: null })]));
    expect(table.find('Bus')?.heading).toBeNull();
  });

  it('knows when a vehicle stopped that it has seen moving', () => {
    const table = FleetTable.of([aVehicle({ time: 1, speedMph: 0 })]);
    const stopAfter = (time: number, speedMph: number | null) => {
      table.update(FleetTable.of([aVehicle({ time, speedMph })]));
      return table.stops[0];
    };

    // It may have stood for hours.
    expect(stopAfter(2, 0)).toBeNaN();
    expect(stopAfter(3, 20)).toBeNaN();
    expect(stopAfter(4, 0)).toBe(4);
    expect(stopAfter(5, 0.4)).toBe(4);
    expect(stopAfter(6, null)).toBeNaN();
    expect(stopAfter(7, 0)).toBeNaN();
  });

  it('learns when a vehicle stopped, unless it moves or has stood for longer', () => {
    const names = ['Bus', 'Truck', 'Van'];
    const table = FleetTable.of([
      aVehicle({ name: 'Bus', speedMph: 0 }),
      aVehicle({ name: 'Truck', speedMph: 20 }),
      aVehicle({ name: 'Van', speedMph: null }),
    ]);
    const learn = (since: number) => {
      for (const name of [...names, 'Unknown']) table.learnStop(name, since);
      return Array.from(table.stops.subarray(0, 3));
    };

    expect(learn(5)).toEqual([5, NaN, NaN]);
    expect(learn(7)).toEqual([5, NaN, NaN]);
    expect(learn(3)).toEqual([3, NaN, NaN]);
  });

  it('holds the latest report of each vehicle, and tells which rows changed', () => {
    fc.assert(
      fc.property(fc.array(fc.array(vehicle, { maxLength: 8 })), (updates) => {
        const table = new FleetTable();
        const model = new Map<string, Vehicle>();
        for (const reports of updates) {
          const fleet = FleetTable.of(reports);
          const written = new Set<string>();
          for (const report of all(fleet)) {
            if (!report || report.time < (model.get(report.name)?.time ?? -Infinity)) continue;
            const { heading } = model.get(report.name) ?? report;
            const isKept = report.heading === null && report.speedMph === 0;
            model.set(report.name, isKept ? { ...report, heading } : report);
            written.add(report.name);
          }
          const rows = table.update(fleet);
          expect(new Set(Array.from(rows, (row) => table.nameAt(row)))).toEqual(written);
        }
        expect(all(table)).toEqual([...model.values()]);
      }),
    );
  });

  it('grows to any size', () => {
    const names = Array.from({ length: 1_000 }, (_, index) => `Truck ${index}`);
    const table = new FleetTable();

    for (const name of names) table.update(FleetTable.of([aVehicle({ name, time: 1 })]));

    expect(all(table).map((row) => row?.name)).toEqual(names);
  });
});

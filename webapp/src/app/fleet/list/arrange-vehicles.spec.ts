import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aVehicle } from '../../testing/fake-position-source';
import { VehicleArranger, vehicleOrders, type ListWish } from './arrange-vehicles';
import { FleetTable } from '../fleet-table';
import type { Vehicle } from '../../vehicle/vehicle';

const now = 1_000_000;
const wishForAll: ListWish = {
  search: '',
  filter: 'all',
  order: 'name',
  isReversed: false,
  now,
  silentAfterMs: 60_000,
};

const fleet = [
  aVehicle({ name: 'Truck 10', speedMph: 5, time: now - 1_000 }),
  aVehicle({ name: 'truck 9', speedMph: null, time: now - 3_000 }),
  aVehicle({ name: 'Camión Ñuñoa', speedMph: 40, time: now - 2_000 }),
  aVehicle({ name: 'Van', speedMph: 40, time: now - 60_001 }),
];

function arrange(vehicles: readonly Vehicle[], wish: Partial<ListWish>) {
  const table = FleetTable.of(vehicles);
  const { rows, counts } = new VehicleArranger().arrange(table, { ...wishForAll, ...wish });
  return { names: Array.from(rows, (row) => table.nameAt(row)), counts };
}

describe('VehicleArranger', () => {
  it.each([
    [
      'names as people count, whatever their case',
      'name',
      ['Camión Ñuñoa', 'truck 9', 'Truck 10', 'Van'],
    ],
    [
      'the fastest first, an unknown speed last',
      'speed',
      ['Camión Ñuñoa', 'Van', 'Truck 10', 'truck 9'],
    ],
    ['the latest report first', 'seen', ['Truck 10', 'Camión Ñuñoa', 'truck 9', 'Van']],
  ] as const)('orders %s', (_what, order, expected) => {
    expect(arrange(fleet, { order }).names).toEqual(expected);
    expect(arrange(fleet, { order, isReversed: true }).names).toEqual(expected.toReversed());
  });

  it('finds names without their accents, case and outer blanks', () => {
    expect(arrange(fleet, { search: ' NUNOA ' }).names).toEqual(['Camión Ñuñoa']);
    expect(arrange(fleet, { search: 'bus' }).names).toEqual([]);
  });

  it.each([
    ['10 tru', ['Truck 10']],
    ['  c   n ', ['Camión Ñuñoa']],
    ['c', ['Camión Ñuñoa']],
    ['nuno cam', ['Camión Ñuñoa']],
  ])('finds the words of “%s” in any order', (search, expected) => {
    expect(arrange(fleet, { search }).names).toEqual(expected);
  });

  it.each([
    ['moving', ['Camión Ñuñoa', 'Truck 10']],
    ['stopped', ['Bus']],
    ['silent', ['Van']],
  ] as const)('finds the %s vehicles', (filter, expected) => {
    const stopped = aVehicle({ name: 'Bus', speedMph: 0.4, time: now });
    expect(arrange([...fleet, stopped], { filter }).names).toEqual(expected);
  });

  it('counts what each filter would show of the vehicles searched for', () => {
    expect(arrange(fleet, {}).counts).toEqual({ all: 4, moving: 2, stopped: 0, silent: 1 });
    expect(arrange(fleet, { search: 'truck', filter: 'silent' })).toEqual({
      names: [],
      counts: { all: 2, moving: 1, stopped: 0, silent: 0 },
    });
  });

  it('knows vehicles that join and forgets those that leave', () => {
    const arranger = new VehicleArranger();
    const table = FleetTable.of(fleet);
    const names = (search = '') =>
      Array.from(arranger.arrange(table, { ...wishForAll, search }).rows, (row) =>
        table.nameAt(row),
      );
    names('truck');

    table.update(FleetTable.of([aVehicle({ name: 'Ambulance' }), aVehicle({ name: 'Truck 1' })]));
    expect(names('truck')).toEqual(['Truck 1', 'truck 9', 'Truck 10']);
    expect(names().slice(0, 2)).toEqual(['Ambulance', 'Camión Ñuñoa']);

    table.replaceAll(FleetTable.of([aVehicle({ name: 'Bus' }), aVehicle({ name: 'truck 9' })]));
    expect(names()).toEqual(['Bus', 'truck 9']);
  });

  it('tells ages apart that are years long, and reports from the future', () => {
    const times = [now + 2_000, now + 1_000, 0, -1e11];
    const vehicles = times.map((time) => aVehicle({ name: `${time}`, time }));

    expect(arrange(vehicles.toReversed(), { order: 'seen' }).names).toEqual(
      vehicles.map(({ name }) => name),
    );
  });

  it('loses no vehicle and invents none, in any order, however vehicles come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ minLength: 1 }), { maxLength: 5 })),
        fc.constantFrom(...vehicleOrders),
        (arrivals, order) => {
          const arranger = new VehicleArranger();
          const table = new FleetTable();
          for (const names of arrivals) {
            table.update(FleetTable.of(names.map((name) => aVehicle({ name }))));
            const { rows } = arranger.arrange(table, { ...wishForAll, order });
            expect(Array.from(rows).sort((a, b) => a - b)).toEqual(Array.from(table.rows()));
          }
        },
      ),
    );
  });
});

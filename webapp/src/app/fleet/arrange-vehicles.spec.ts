import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aVehicle } from '../testing/fake-position-source';
import { VehicleArranger } from './arrange-vehicles';

const fleet = [
  aVehicle({ name: 'Truck 10', speedMph: 5, time: 3_000 }),
  aVehicle({ name: 'truck 9', speedMph: null, time: 1_000 }),
  aVehicle({ name: 'Camión Ñuñoa', speedMph: 40, time: 2_000 }),
];
const names = (vehicles: readonly { name: string }[]) => vehicles.map(({ name }) => name);

describe('VehicleArranger', () => {
  it('orders names as people count, whatever their case', () => {
    const arranged = new VehicleArranger().arrange(fleet, '', 'name');

    expect(names(arranged)).toEqual(['Camión Ñuñoa', 'truck 9', 'Truck 10']);
  });

  it('puts the fastest first and an unknown speed last', () => {
    const arranged = new VehicleArranger().arrange(fleet, '', 'speed');

    expect(names(arranged)).toEqual(['Camión Ñuñoa', 'Truck 10', 'truck 9']);
  });

  it('puts the latest report first', () => {
    const arranged = new VehicleArranger().arrange(fleet, '', 'seen');

    expect(names(arranged)).toEqual(['Truck 10', 'Camión Ñuñoa', 'truck 9']);
  });

  it('finds names without their accents, case and outer blanks', () => {
    expect(names(new VehicleArranger().arrange(fleet, ' NUNOA ', 'name'))).toEqual([
      'Camión Ñuñoa',
    ]);
    expect(new VehicleArranger().arrange(fleet, 'bus', 'name')).toEqual([]);
  });

  it('knows vehicles that join later', () => {
    const arranger = new VehicleArranger();
    arranger.arrange(fleet, '', 'name');

    const arranged = arranger.arrange(
      [...fleet.slice(1), aVehicle({ name: 'Ambulance' })],
      '',
      'name',
    );

    expect(names(arranged)).toEqual(['Ambulance', 'Camión Ñuñoa', 'truck 9']);
  });

  it('loses no vehicle and invents none, in any order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 })),
        fc.constantFrom('name' as const, 'speed' as const, 'seen' as const),
        (all, order) => {
          const vehicles = all.map((name) => aVehicle({ name }));
          expect(new Set(new VehicleArranger().arrange(vehicles, '', order))).toEqual(
            new Set(vehicles),
          );
        },
      ),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { FleetTable } from '../fleet/fleet-table';
import { aVehicle } from '../testing/fake-position-source';
import { fleetBounds } from './fleet-bounds';

describe('fleetBounds', () => {
  it('holds every vehicle, with some room', () => {
    const fleet = FleetTable.of([
      aVehicle({ name: 'A', lat: 10, lng: 20 }),
      aVehicle({ name: 'B', lat: 11, lng: 19 }),
    ]);

    const [west, south, east, north] = fleetBounds(fleet) ?? [];

    expect([west, south, east, north]).toEqual([
      expect.closeTo(18.998),
      expect.closeTo(9.998),
      expect.closeTo(20.002),
      expect.closeTo(11.002),
    ]);
  });

  it('holds those who are listed', () => {
    const fleet = FleetTable.of([
      aVehicle({ name: 'A', lat: 10, lng: 20 }),
      aVehicle({ name: 'B', lat: 11, lng: 19 }),
    ]);

    expect(fleetBounds(fleet, Uint8Array.of(0, 1))?.[1]).toBeCloseTo(10.998, 2);
    expect(fleetBounds(fleet, Uint8Array.of(0, 0))).toBeUndefined();
  });

  it('fits a fleet at both sides of the antimeridian by the short way', () => {
    const fleet = FleetTable.of([
      aVehicle({ name: 'A', lat: -16.8, lng: 179.9 }),
      aVehicle({ name: 'B', lat: -16.7, lng: -179.9 }),
    ]);

    const [west = 0, , east = 0] = fleetBounds(fleet) ?? [];

    expect([west, east]).toEqual([expect.closeTo(179.898), expect.closeTo(180.102)]);
  });

  it('is nowhere for no fleet', () => {
    expect(fleetBounds(new FleetTable())).toBeUndefined();
  });
});

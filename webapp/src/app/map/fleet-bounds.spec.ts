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

  it('is nowhere for no fleet', () => {
    expect(fleetBounds(new FleetTable())).toBeUndefined();
  });
});

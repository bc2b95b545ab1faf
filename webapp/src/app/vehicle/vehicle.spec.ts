import type { VehiclePosition } from '@fleetman/contract';
import { aPosition } from '@fleetman/contract/testing';
import { describe, expect, it } from '@jest/globals';
import { toVehicle } from './vehicle';

describe('toVehicle', () => {
  it('reads a position as the gateway sends it', () => {
    expect(toVehicle(aPosition())).toEqual({
      name: 'City Truck',
      lat: -29.90453,
      lng: -71.24894,
      time: Date.UTC(2026, 10, 22, 10),
      speedMph: 24.5,
      heading: 90,
    });
  });

  it('reads one without a heading, as the Java gateway sends it', () => {
    // The contract demands a heading of our own gateway; another one may leave it out.
    const position = { ...aPosition(), heading: undefined } as unknown as VehiclePosition;

    expect(toVehicle(position)?.heading).toBeNull();
  });

  it('refuses what is at no place or at no time', () => {
    expect(toVehicle(aPosition({ lat: Number.NaN }))).toBeUndefined();
    expect(toVehicle(aPosition({ timestamp: 'yesterday' }))).toBeUndefined();
  });
});

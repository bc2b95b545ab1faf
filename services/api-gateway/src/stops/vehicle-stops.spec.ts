import { aPosition } from '@fleetman/contract/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { FleetSnapshot } from '../fleet/fleet-snapshot.ts';
import { VehicleStops } from './vehicle-stops.ts';

const time = (second: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, second)).toISOString();

describe('VehicleStops', () => {
  let fleet: FleetSnapshot;
  let stops: VehicleStops;

  beforeEach(() => {
    fleet = new FleetSnapshot({ maxVehicles: 10, now: () => new Date(time(59)) });
    stops = new VehicleStops(fleet);
  });

  const hear = (second: number, speed: number | null, name = 'A') =>
    fleet.merge([aPosition({ name, speed, timestamp: time(second) })]);

  it('knows since when a vehicle stands that it saw drive', () => {
    hear(0, 20);
    hear(2, 0.4);
    const { version } = stops;
    hear(4, 0);

    expect(stops.all()).toEqual([{ name: 'A', since: time(2) }]);
    expect(stops.unknown).toBeUndefined();
    expect(stops.version).toBe(version);
  });

  it('forgets a stop when the vehicle drives off', () => {
    hear(0, 20);
    hear(2, 0);
    const { version } = stops;
    hear(4, 1);

    expect(stops.all()).toEqual([]);
    expect(stops.version).toBeGreaterThan(version);
  });

  it('asks for the vehicles that stood already, one after the other', () => {
    hear(0, 0, 'A');
    hear(0, 0, 'B');
    expect(stops.all()).toEqual([]);

    stops.defer('A');
    expect(stops.unknown).toBe('B');
    stops.learn('B', Date.parse(time(0)) - 60_000);
    stops.learn('A', undefined);

    expect(stops.unknown).toBeUndefined();
    expect(stops.all()).toEqual([{ name: 'B', since: '2026-11-22T09:59:00.000Z' }]);
  });

  it('learns nothing of a vehicle that has driven off meanwhile', () => {
    hear(0, 0);
    hear(2, 20);
    stops.learn('A', Date.parse(time(0)));

    expect(stops.all()).toEqual([]);
  });

  it('takes an unknown speed neither for driving nor for standing', () => {
    hear(0, 20);
    hear(2, null);
    hear(4, 0);

    expect(stops.all()).toEqual([]);
    expect(stops.unknown).toBe('A');
  });

  it('forgets vehicles that have left', () => {
    hear(0, 20, 'A');
    hear(2, 0, 'A');
    hear(2, 0, 'B');
    fleet.replace([aPosition({ name: 'C', speed: 20, timestamp: time(3) })], fleet.version);

    expect(stops.all()).toEqual([]);
    expect(stops.unknown).toBeUndefined();
  });
});

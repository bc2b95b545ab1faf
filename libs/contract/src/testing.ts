import type { PastPosition } from './fleet-past.ts';
import type { PositionReport } from './position-report.ts';
import type { VehiclePosition } from './vehicle-position.ts';

/** A valid report for tests; what matters to the test is overridden. */
export function aReport(overrides: Partial<PositionReport> = {}): PositionReport {
  return {
    vehicle: 'City Truck',
    lat: -29.90453,
    lng: -71.24894,
    time: new Date('2026-11-22T10:00:00.000Z'),
    ...overrides,
  };
}

/** A valid position for tests; what matters to the test is overridden. */
export function aPosition(overrides: Partial<VehiclePosition> = {}): VehiclePosition {
  return {
    name: 'City Truck',
    lat: -29.90453,
    longitude: -71.24894,
    timestamp: '2026-11-22T10:00:00.000Z',
    speed: 24.5,
    heading: 90,
    ...overrides,
  };
}

/** A valid position of the past for tests; what matters to the test is overridden. */
export function aPastPosition(overrides: Partial<PastPosition> = {}): PastPosition {
  return {
    name: 'City Truck',
    lat: -29.90453,
    longitude: -71.24894,
    timestamp: '2026-11-22T10:00:00.000Z',
    speed: 24.5,
    heading: 90,
    age: 1_000,
    ...overrides,
  };
}

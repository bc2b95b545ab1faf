import type { PastPosition } from './past/fleet-past.ts';
import type { PositionReport } from './reports/position-report.ts';
import {
  pickAnswered,
  pickMeasurements,
  reportFields,
  type Measurements,
  type OptionalFields,
} from './reports/report-fields.ts';
import type { VehiclePosition } from './positions/vehicle-position.ts';

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

/** One value for each optional field of a report: what a test sends to see that nothing is lost. */
export const everyMeasurement: Measurements = pickMeasurements(
  (name) => reportFields[name].example,
);

/** The same, and attributes of each type. */
export const everyOptional: OptionalFields = {
  ...everyMeasurement,
  attributes: '{"satellites":9,"rssi":-71.5,"door":true,"driver":"Ana 🚚 \\"7\\""}',
};

/** Those of them that a position states as they were measured. */
export const everyAnswered = pickAnswered(everyMeasurement);

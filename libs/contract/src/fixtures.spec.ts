import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { fleetAt, fleetExtent, fleetRange } from './fleet-past.ts';
import { fleetUpdate } from './fleet-update.ts';
import type { PositionReport } from './position-report.ts';
import { problem } from './problem.ts';
import { decodeReports } from './report-codec.ts';
import { aReport } from './testing.ts';
import { historyPosition, trackPoint, vehiclePosition } from './vehicle-position.ts';

const folder = new URL('../fixtures/v1/', import.meta.url);

/** What stands in each message of the queue. */
const reports: Record<string, readonly PositionReport[]> = {
  'report-minimal.json': [aReport()],
  'report-full.json': [
    aReport({ vehicle: 'Reparto Ñuñoa / 2 🚚', speed: 13.9, heading: 271.5, accuracy: 4 }),
  ],
  'report-java.json': [aReport({ lat: 53.37981658056374, lng: -1.46622528322 })],
  'report-java-numbers.json': [aReport({ lat: 53.37981658056374, lng: -1.46622528322041 })],
  'report-unknown-fields.json': [aReport()],
  'report-unmeasured.json': [aReport()],
  'reports-array.json': [
    aReport(),
    aReport({ lat: -29.90461, lng: -71.24882, time: new Date('2026-11-22T10:00:02.000Z') }),
    aReport({
      vehicle: 'Village Truck',
      lat: -29.96,
      lng: -71.34,
      time: new Date('2026-11-22T10:00:01.500Z'),
    }),
  ],
};

/** The schema of each message that is read field by field as it stands. */
const schemas: Record<string, z.ZodType> = {
  'live-feed.json': z.array(vehiclePosition),
  'socket-snapshot.json': fleetUpdate,
  'socket-positions.json': fleetUpdate,
  'rest-vehicles.json': z.array(vehiclePosition),
  'rest-vehicle.json': vehiclePosition,
  'rest-vehicle-accuracy.json': vehiclePosition,
  'rest-tracker-history.json': z.array(historyPosition),
  'rest-gateway-history.json': z.array(trackPoint),
  'rest-fleet-at.json': fleetAt,
  'rest-fleet-range.json': fleetRange,
  'rest-fleet-extent.json': fleetExtent,
  'problem.json': problem,
};

function read(file: string): string {
  return readFileSync(new URL(file, folder), 'utf8');
}

describe('the golden messages of version 1', () => {
  it('are all read by this test', () => {
    const known = [...Object.keys(reports), ...Object.keys(schemas)];

    expect(readdirSync(folder).sort()).toEqual(known.sort());
  });

  it.each(Object.entries(reports))('are read from the queue: %s', (file, expected) => {
    expect(decodeReports(read(file))).toEqual({ reports: expected, unreadable: [] });
  });

  it.each(Object.entries(schemas))('lose nothing when they are read: %s', (file, schema) => {
    const message = JSON.parse(read(file)) as unknown;

    expect(schema.parse(message)).toEqual(message);
  });
});

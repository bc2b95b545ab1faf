import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { fleetAt, fleetExtent, fleetRange } from './past/fleet-past.ts';
import { decodeLiveFrame } from './live/decode-live-frame.ts';
import { encodeLiveFrame, type LiveFrameContent } from './live/encode-live-frame.ts';
import { fleetUpdate } from './positions/fleet-update.ts';
import { lateFixes } from './live/late-fixes.ts';
import { livePosition } from './live/live-announcement.ts';
import { liveView } from './live/live-view.ts';
import type { PositionReport } from './reports/position-report.ts';
import { problem } from './problem.ts';
import { decodeReports } from './reports/report-codec.ts';
import { aReport } from './testing.ts';
import {
  historyPosition,
  trackPoint,
  vehicleDetails,
  vehiclePosition,
} from './positions/vehicle-position.ts';

const folder = new URL('../fixtures/v1/', import.meta.url);

/** What stands in each message of the queue. */
const reports: Record<string, readonly PositionReport[]> = {
  'report-minimal.json': [aReport()],
  'report-full.json': [
    aReport({ vehicle: 'Reparto Ñuñoa / 2 🚚', speed: 13.9, heading: 271.5, accuracy: 4 }),
  ],
  'report-device.json': [
    aReport({
      ...{ altitude: 31.5, ignition: true, battery: 87.5, charging: false },
      ...{ odometer: 123_456.5, fuel: 62.5, alarm: 'sos' },
    }),
  ],
  'report-attributes.json': [
    aReport({
      battery: 87.5,
      attributes: '{"satellites":9,"externalVoltage":12.6,"door":true,"driver":"Ana"}',
    }),
  ],
  'report-java.json': [aReport({ lat: 53.37981658056374, lng: -1.46622528322 })],
  'report-java-numbers.json': [aReport({ lat: 53.37981658056374, lng: -1.46622528322041 })],
  'report-unknown-fields.json': [aReport()],
  'report-unmeasured.json': [aReport()],
  'report-phone-unknowns.json': [aReport()],
  'report-other-spelling.json': [aReport({ heading: 0 })],
  'report-numeric-id.json': [aReport({ vehicle: '4711' })],
  'report-rest-answer.json': [aReport({ speed: 44.704, heading: 90, accuracy: 4 })],
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
  'live-feed.json': z.array(livePosition),
  'live-feed-late.json': z.object({
    positions: z.array(livePosition),
    late: z.array(lateFixes),
  }),
  'socket-snapshot.json': fleetUpdate,
  'socket-positions.json': fleetUpdate,
  'rest-vehicles.json': z.array(vehiclePosition),
  'rest-vehicle.json': vehiclePosition,
  'rest-vehicle-accuracy.json': vehiclePosition,
  'rest-vehicle-device.json': vehiclePosition,
  'rest-vehicle-attributes.json': vehicleDetails,
  'rest-tracker-history.json': z.array(historyPosition),
  'rest-tracker-history-fields.json': z.array(historyPosition),
  'rest-gateway-history.json': z.array(trackPoint),
  'rest-gateway-history-fields.json': z.array(trackPoint),
  'rest-fleet-at.json': fleetAt,
  'rest-fleet-range.json': fleetRange,
  'rest-fleet-extent.json': fleetExtent,
  'socket-view.json': liveView,
  'socket-view-follow.json': liveView,
  'socket-view-watch.json': liveView,
  'socket-late.json': lateFixes,
  'problem.json': problem,
};

const columns = {
  ids: new Uint32Array([0, 1, 70_000]),
  lats: new Int32Array([-299_045_300, 900_000_000, 0]),
  lngs: new Int32Array([-712_489_400, -1_800_000_000, 1_799_999_999]),
  times: new Float64Array([1_795_341_600_000, 1_795_341_601_234, 1_792_749_600_000]),
  speeds: new Uint16Array([2_450, 0xffff, 0]),
  headings: new Uint16Array([900, 0xffff, 3_599]),
};
const sentAt = 1_795_341_602_000.5;

/** What stands in each binary message of the socket. */
const frames: Record<string, LiveFrameContent> = {
  'socket-fleet-snapshot.hex': { kind: 'snapshot', sentAt, columns, rows: [0, 1, 2] },
  'socket-fleet-bounds.hex': { kind: 'bounds', sentAt, columns, rows: [1] },
  'socket-fleet-update.hex': { kind: 'update', sentAt, columns, rows: [2, 0] },
  'socket-fleet-empty.hex': { kind: 'snapshot', sentAt, columns, rows: [] },
};

function read(file: string): string {
  return readFileSync(new URL(file, folder), 'utf8');
}

describe('the golden messages of version 1', () => {
  it('are all read by this test', () => {
    const known = [reports, schemas, frames].flatMap((files) => Object.keys(files));

    expect(readdirSync(folder).sort()).toEqual(known.sort());
  });

  it.each(Object.entries(reports))('are read from the queue: %s', (file, expected) => {
    expect(decodeReports(read(file))).toMatchObject({ reports: expected, unreadable: [] });
  });

  it.each(Object.entries(schemas))('lose nothing when they are read: %s', (file, schema) => {
    const message = JSON.parse(read(file)) as unknown;

    expect(schema.parse(message)).toEqual(message);
  });

  it.each(Object.entries(frames))('are the bytes of a frame: %s', (file, content) => {
    const bytes = Buffer.from(read(file), 'hex');

    expect(Buffer.from(encodeLiveFrame(content)).toString('hex')).toBe(bytes.toString('hex'));
    const { kind, sentAt, ids } = decodeLiveFrame(bytes);
    expect({ kind, sentAt }).toEqual({ kind: content.kind, sentAt: content.sentAt });
    expect([...ids]).toEqual(Array.from(content.rows, (row) => columns.ids[row]));
  });
});

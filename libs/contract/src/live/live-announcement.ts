import * as z from 'zod';
import { earliestReportTime } from '../reports/week-rollover.ts';
import { vehicleName } from '../reports/vehicle-name.ts';
import { vehiclePosition, type VehiclePosition } from '../positions/vehicle-position.ts';
import { lateFixes, type LateFixes } from './late-fixes.ts';

/** What one message of the live feed may hold; a larger one is dropped unread. */
export const liveMessageLimits = {
  /** Bytes of its body. A position with the longest name takes about 500. */
  bytes: 8 * 1024 * 1024,
  /** Positions, and announcements of late fixes. */
  entries: 10_000,
} as const;

/** How far ahead of the reader's clock a live time may be: whatever the trackers' FUTURE_TOLERANCE is. */
const maxAheadMs = 86_400_000;

/** 1,000 m/s in miles per hour: the most that a report may say of itself (`reportFields`). */
const maxSpeed = 2_237;

const believableTime = { error: 'expected a time from 2000 to one day from now' };

function isBelievable(text: string): boolean {
  const time = Date.parse(text);
  return time >= earliestReportTime.getTime() && time <= Date.now() + maxAheadMs;
}

/** A position as a subscriber of the live feed believes it: of a name, a place and a time that can be. */
export const livePosition = vehiclePosition.extend({
  name: vehicleName,
  lat: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  timestamp: vehiclePosition.shape.timestamp.refine(isBelievable, believableTime),
  speed: z.number().min(0).max(maxSpeed).nullable(),
  heading: z.number().min(0).max(360).nullable(),
});

/** Late fixes as a subscriber of the live feed believes them. */
export const liveLateFixes = lateFixes.refine(
  ({ from, until }) => isBelievable(from) && isBelievable(until),
  believableTime,
);

/** What trackers announce to each subscriber of the live feed. */
export interface LiveAnnouncement {
  readonly positions: readonly VehiclePosition[];
  readonly late: readonly LateFixes[];
}

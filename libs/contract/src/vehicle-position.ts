import * as z from 'zod';

const timestamp = z.iso.datetime({ precision: 3 }).describe('ISO 8601 with milliseconds, UTC');
const speed = z.number().nonnegative().nullable().describe('mph; null for a first fix');
const heading = z.number().nullable().describe('degrees clockwise from north; null while unknown');
const accuracy = z.number().nonnegative().optional().describe('metres, where the device says');

/**
 * Where a vehicle is: the answer of `GET /vehicles` and the payload of the live feed, in the field
 * order of the Java system. `longitude` in full is its spelling, kept for its clients.
 */
export const vehiclePosition = z.object({
  name: z.string(),
  lat: z.number(),
  longitude: z.number(),
  timestamp,
  speed,
  heading,
  accuracy,
});
export type VehiclePosition = Readonly<z.infer<typeof vehiclePosition>>;

/** One fix of a vehicle's history, as the tracker answers it. */
export const historyPosition = vehiclePosition.omit({ heading: true, accuracy: true });
export type HistoryPosition = Readonly<z.infer<typeof historyPosition>>;

/** One fix of a vehicle's history, as the gateway answers it to front ends. */
export const trackPoint = z.object({ lat: z.number(), lng: z.number(), timestamp, speed });
export type TrackPoint = Readonly<z.infer<typeof trackPoint>>;

import * as z from 'zod';
import { vehicleName } from '../reports/vehicle-name.ts';
import { answeredTime, givenTime, line, secretHash } from './kinds.ts';

/** Why somebody who knocks is not let in. */
export const knockReasons = ['unknown-key', 'unknown-device', 'no-key', 'unknown-app'] as const;

const reason = z.enum(knockReasons);
const detail = line(300);

const knockShape = {
  app: line(40),
  address: line(60).describe('of the network that it came from'),
  why: reason,
  device: line(100).optional().describe('what the device calls itself, if it does'),
  detail: detail.optional(),
};

/** Somebody sends, and is not let in: by this a wrong key is found. It never holds a key. */
export const knock = z.object({ at: answeredTime, ...knockShape });
export type Knock = Readonly<z.infer<typeof knock>>;

/** What can be wrong with what a device sends; each is a sentence of the page. */
export const deviceTroubles = [
  'wrong-key',
  'unknown-device',
  'clock',
  'no-place',
  'network-location',
  'unknown-format',
  'invalid',
] as const;

const troubleShape = { app: line(40), what: z.enum(deviceTroubles), detail: detail.optional() };

/** What is wrong with what a vehicle's device sent. */
export const deviceTrouble = z.object({ at: answeredTime, ...troubleShape });
export type DeviceTrouble = Readonly<z.infer<typeof deviceTrouble>>;

const accuracy = z.number().nonnegative().max(1e7).optional().describe('metres');

/** A report of a vehicle that was taken. */
export const deviceReport = z.object({
  at: answeredTime.describe("by the device's clock"),
  receivedAt: answeredTime,
  app: z.string(),
  accuracy,
});
export type DeviceReport = Readonly<z.infer<typeof deviceReport>>;

/** The answer of `GET /vehicles/{id}/listening`. */
export const listening = z.object({
  first: deviceReport.optional().describe('the first report that came since'),
  troubles: z.array(deviceTrouble).describe('what went wrong since, the newest first'),
});
export type Listening = Readonly<z.infer<typeof listening>>;

/** The query of `GET /vehicles/{id}/listening`: since when; without it the last 15 minutes. */
export const listeningQuery = z.object({ since: givenTime.optional() });
export type ListeningQuery = Readonly<z.infer<typeof listeningQuery>>;

/** The most entries of each kind in one {@link deviceSigns}. */
export const maxDeviceSigns = 1_000;

/** The body of `POST /internal/signs`: what a receiver has noticed since it said so last. */
export const deviceSigns = z.object({
  knocks: z
    .array(z.object({ at: givenTime, ...knockShape }))
    .max(maxDeviceSigns)
    .default([]),
  troubles: z
    .array(z.object({ vehicle: vehicleName, at: givenTime, ...troubleShape }))
    .max(maxDeviceSigns)
    .default([]),
  reports: z
    .array(
      z.object({
        vehicle: vehicleName,
        at: givenTime,
        receivedAt: givenTime,
        app: line(40),
        accuracy,
      }),
    )
    .max(maxDeviceSigns)
    .default([]),
  /** The SHA-256 of keys that were used. */
  keys: z.array(secretHash).max(maxDeviceSigns).default([]),
});
export type DeviceSigns = Readonly<z.infer<typeof deviceSigns>>;

import * as z from 'zod';
import { vehicleName } from '../reports/vehicle-name.ts';
import { deviceName } from './vehicle-record.ts';
import { answeredTime, line, secretHash } from './kinds.ts';

const about = {
  id: z.string().describe('not the key, which nobody can look up'),
  label: line(100).optional(),
  createdAt: answeredTime,
  lastUsedAt: answeredTime.optional().describe('to about a minute'),
};

/** What is known of a key: whose it is, a vehicle's own or that of a bridge, which reports for many. */
export const keyInfo = z.union([
  z.object({ ...about, vehicle: vehicleName }),
  z.object({ ...about, bridge: z.literal(true) }),
]);
export type KeyInfo = Readonly<z.infer<typeof keyInfo>>;

/** The body of `POST /vehicles/{id}/keys` and `POST /bridges`. */
export const newKey = z.object({ label: line(100).optional() });
export type NewKey = Readonly<z.infer<typeof newKey>>;

/** A key that was just made: the only answer that holds it. */
export const issuedKey = z.object({ key: z.string(), info: keyInfo });
export type IssuedKey = Readonly<z.infer<typeof issuedKey>>;

/** The body of `POST /internal/keys/resolve`: by whom is a key or a device held? */
export const keyQuestion = z.union(
  [z.object({ sha256: secretHash }), z.object({ device: deviceName })],
  'expected {"sha256":"…"} or {"device":"…"}',
);
export type KeyQuestion = Readonly<z.infer<typeof keyQuestion>>;

/** The answer: reports with this key, or of this device, are of a vehicle, or come over a bridge. */
export const keyHolder = z.union([
  z.object({ vehicle: z.string() }),
  z.object({ bridge: z.string().describe("the key's id") }),
]);
export type KeyHolder = Readonly<z.infer<typeof keyHolder>>;

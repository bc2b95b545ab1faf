import * as z from 'zod';
import { vehicleName } from '../reports/vehicle-name.ts';
import { answeredTime, line } from './kinds.ts';

const about = {
  what: line(60).describe('a short name, like vehicle-changed or history-read'),
  vehicle: vehicleName.optional(),
  detail: line(300).optional(),
};

/** Who did what, and when. */
export const auditEntry = z.object({ at: answeredTime, by: z.string(), ...about });
export type AuditEntry = Readonly<z.infer<typeof auditEntry>>;

/** The body of `POST /internal/audit`: what was done elsewhere, by whom `x-fleetman-person` names. */
export const newAuditEntry = z.object(about);
export type NewAuditEntry = Readonly<z.infer<typeof newAuditEntry>>;

/**
 * The query of `GET /audit`: the newest entries, or those before the time of one; of all, or of those of one person
 * or program, or about one vehicle. Entries of one moment come together, so that an answer may have a few more
 * than its limit.
 */
export const auditQuery = z.object({
  before: z.string().max(40).optional(),
  by: z.string().max(100).optional(),
  vehicle: z.string().max(100).optional(),
  limit: z
    .string()
    .regex(/^\d{1,4}$/, 'expected a whole number from 1 to 1000')
    .transform(Number)
    .refine((count) => count >= 1 && count <= 1_000, 'expected a whole number from 1 to 1000')
    .default(100),
});
export type AuditQuery = Readonly<z.infer<typeof auditQuery>>;

/** The header in which the gateway names the person who acts, percent-encoded. */
export const actingPersonHeader = 'x-fleetman-person';

import * as z from 'zod';
import { instant } from './instant.ts';

/** The most fixes that one history request may ask for. */
export const maxHistoryLimit = 100_000;
/** How many of the newest fixes a history request gets that does not say. */
export const defaultHistoryLimit = 5_000;

const limitMessage = `expected a whole number from 1 to ${maxHistoryLimit}`;

/**
 * The query of `GET /history/{name}`: `since` and `until` are inclusive; where more than `limit`
 * fixes lie between them, the newest are answered.
 */
export const historyQuery = z.object({
  since: instant.optional(),
  until: instant.optional(),
  limit: z
    .string(limitMessage)
    .regex(/^\d{1,6}$/, limitMessage)
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= maxHistoryLimit, limitMessage)
    .default(defaultHistoryLimit),
});
export type HistoryQuery = Readonly<z.infer<typeof historyQuery>>;

/** The query of `GET /vehicles`: only vehicles whose newest fix is at `since` or later. */
export const vehiclesQuery = z.object({ since: instant.optional() });
export type VehiclesQuery = Readonly<z.infer<typeof vehiclesQuery>>;

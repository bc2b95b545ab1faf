import * as z from 'zod';
import { defaultHistoryLimit, maxHistoryLimit } from './history-limits.ts';
import { instant } from '../instant.ts';
import { detailFieldNames, type DetailField } from '../reports/report-fields.ts';

const simplifyMessage = 'expected metres from 0.1 to 100000, like 5';

/** How far a simplified track may be from the recorded one, in metres. */
const tolerance = z
  .string(simplifyMessage)
  .regex(/^\d{1,6}(\.\d{1,3})?$/, simplifyMessage)
  .transform(Number)
  .refine((metres) => metres >= 0.1 && metres <= 100_000, simplifyMessage);

const limitMessage = `expected a whole number from 1 to ${maxHistoryLimit}`;

const limitText = z.string(limitMessage);

const limit = limitText
  .regex(/^\d{1,6}$/, limitMessage)
  .transform(Number)
  .refine((count) => count >= 1 && count <= maxHistoryLimit, limitMessage);

const limitOrAll = limitText
  .regex(/^(all|\d{1,6})$/, limitMessage)
  .transform((text) => (text === 'all' ? Infinity : Number(text)))
  .refine((count) => count >= 1 && (count <= maxHistoryLimit || count === Infinity), limitMessage);

const fieldsMessage = `expected some of ${detailFieldNames.join(', ')}, with commas between them, or all`;

const isDetail = (name: string): name is DetailField =>
  detailFieldNames.some((known) => known === name);

/** What is said of each fix beside its place, by the names of the fields. */
const fields = z
  .string(fieldsMessage)
  .max(200, fieldsMessage)
  .transform((text) => (text === 'all' ? detailFieldNames : text.split(',')))
  .refine((names): names is readonly DetailField[] => names.every(isDetail), fieldsMessage);

/**
 * The query of `GET /history/{name}`: `since` and `until` are inclusive; where more than `limit`
 * fixes lie between them, the newest are answered. With `simplify` those fixes are left out without
 * which the vehicle, drawn on the straight way between the others, is at no time further than so many
 * metres from where it was; `limit` counts before that. `fields`, like `battery,fuel` or `all`, adds what the device
 * said with each fix: nothing of it is read for those who do not ask.
 */
export const historyQuery = z.object({
  since: instant.optional(),
  until: instant.optional(),
  limit: limit.default(defaultHistoryLimit),
  simplify: tolerance.optional(),
  fields: fields.optional(),
});
export type HistoryQuery = Readonly<z.infer<typeof historyQuery>>;

/** {@link historyQuery} for a server that has a default of its own: it sees whether a limit was given. */
export const openHistoryQuery = historyQuery.extend({ limit: limit.optional() });
export type OpenHistoryQuery = Readonly<z.infer<typeof openHistoryQuery>>;

/**
 * What the gateway asks the tracker beside: `form=track` is the history as front ends are answered it (`trackPoint`,
 * oldest first), which the answer confirms by {@link answerFormHeader}; `limit=all`, read as infinite, leaves no fix
 * out.
 */
export const trackerHistoryQuery = historyQuery.extend({
  limit: limitOrAll.default(defaultHistoryLimit),
  form: z.literal('track').optional(),
});
export type TrackerHistoryQuery = Readonly<z.infer<typeof trackerHistoryQuery>>;

/**
 * The query of the tracker's `DELETE /vehicles/{name}`: both ends are inclusive; without any all of the vehicle is
 * forgotten. A misspelt end is refused, since it would forget more than was meant.
 */
export const forgetQuery = z.strictObject({ from: instant.optional(), until: instant.optional() });
export type ForgetQuery = Readonly<z.infer<typeof forgetQuery>>;

/** How many fixes were forgotten. */
export const forgottenAnswer = z.object({ fixes: z.int().nonnegative() });

/** The query of `GET /vehicles`: only vehicles whose newest fix is at `since` or later. */
export const vehiclesQuery = z.object({ since: instant.optional() });
export type VehiclesQuery = Readonly<z.infer<typeof vehiclesQuery>>;

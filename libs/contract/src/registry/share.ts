import * as z from 'zod';
import { vehicleName } from '../reports/vehicle-name.ts';
import { answeredTime, givenTime, secretText } from './kinds.ts';

/** A link that shows one vehicle for a while without a login. */
export const share = z.object({
  id: z.string(),
  vehicle: z.string(),
  from: answeredTime,
  until: answeredTime,
  by: z.string().describe('who made it'),
  opened: z.int().describe('how often it was opened'),
});
export type Share = Readonly<z.infer<typeof share>>;

/** The body of `POST /shares`; without `from` it counts at once. */
export const newShare = z
  .object({ vehicle: vehicleName, from: givenTime.optional(), until: givenTime })
  .refine(({ from, until }) => from === undefined || from < until, {
    message: 'expected a time after from',
    path: ['until'],
  });
export type NewShare = Readonly<z.infer<typeof newShare>>;

/** A share that was just made: the only answer that holds its token. */
export const issuedShare = z.object({ share, token: z.string() });
export type IssuedShare = Readonly<z.infer<typeof issuedShare>>;

/** The body of `POST /internal/shares/open` and `POST /internal/tokens/resolve`. */
export const tokenUse = z.object({ token: secretText });
export type TokenUse = Readonly<z.infer<typeof tokenUse>>;

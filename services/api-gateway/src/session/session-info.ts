import { person, share } from '@fleetman/contract/registry';
import * as z from 'zod';

/** How people log in. */
export const loginKinds = ['off', 'password'] as const;
export type LoginKind = (typeof loginKinds)[number];

/** The answer of `GET /session`: what a page needs to know before all else. */
export const sessionInfo = z.object({
  login: z.enum(loginKinds),
  registry: z.boolean().describe('whether vehicles can be added'),
  person: person.optional(),
  share: share.pick({ vehicle: true, until: true }).optional(),
  devicesUrl: z.string().optional().describe('where devices send to, if it is not this address'),
});
export type SessionInfo = Readonly<z.infer<typeof sessionInfo>>;

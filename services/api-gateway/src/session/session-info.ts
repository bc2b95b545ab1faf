import { person, share } from '@fleetman/contract/registry';
import * as z from 'zod';

/** How people log in. */
export const loginKinds = ['off', 'password', 'oidc'] as const;
export type LoginKind = (typeof loginKinds)[number];

/** The answer of `GET /session`: what a page needs to know before all else. */
export const sessionInfo = z.object({
  login: z.enum(loginKinds),
  registry: z.boolean().describe('whether vehicles can be added'),
  person: person.optional(),
  share: share
    .pick({ vehicle: true, until: true })
    .extend({
      label: z.string().optional().describe('what the vehicle is called, if not by its id'),
    })
    .optional(),
  teltonikaPort: z
    .int()
    .optional()
    .describe('where Teltonika trackers connect, by TCP; absent: they cannot'),
  devicesUrl: z.string().optional().describe('where devices send to, if it is not this address'),
});
export type SessionInfo = Readonly<z.infer<typeof sessionInfo>>;

/** What logging out answers if a session of an identity provider is open as well. */
export const endAtProvider = z.object({
  endAddress: z.string().describe('where the browser goes to end the session at the provider too'),
});
export type EndAtProvider = Readonly<z.infer<typeof endAtProvider>>;

import * as z from 'zod';
import { Seal } from '../sealed/seal.ts';

/** For how long somebody may be at the provider, in seconds. */
export const longestTripSeconds = 600;

/** What a browser keeps for us while somebody is at the provider: by it we know them when they come back. */
const trip = z.object({
  /** Comes back in the address, so that nobody is led into an account that they did not ask for. */
  state: z.string(),
  /** Comes back in the ID token, which counts for this login only. */
  nonce: z.string(),
  /** Proves that who shows the code also asked for it (RFC 7636). */
  verifier: z.string(),
  /** Where they go then. */
  back: z.string(),
});
export type Trip = Readonly<z.infer<typeof trip>>;

/** Seals trips. */
export function tripSeal(secret: string): Seal<Trip> {
  return new Seal({ secret, purpose: 'oidc', content: trip, seconds: longestTripSeconds });
}

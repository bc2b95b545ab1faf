import * as z from 'zod';
import { Seal } from './seal.ts';

/** What a session is: somebody's, under the number of their sessions, or a share's. */
const session = z.union([
  z.object({ kind: z.literal('person'), login: z.string(), sessions: z.int() }),
  z.object({ kind: z.literal('share'), id: z.string() }),
]);
export type Session = Readonly<z.infer<typeof session>>;

/** Seals sessions, which last for so long at most. */
export function sessionSeal(secret: string, seconds: number): Seal<Session> {
  return new Seal({ secret, purpose: 'session', content: session, seconds });
}

import { hkdfSync } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import * as z from 'zod';

/** How long a session lasts at most, in seconds. */
export const longestSessionSeconds = 30 * 86_400;

const encryption = { alg: 'dir', enc: 'A256GCM' } as const;

/** What a session is: somebody's, under the number of their sessions, or a share's. */
const session = z.union([
  z.object({ kind: z.literal('person'), login: z.string(), sessions: z.int() }),
  z.object({ kind: z.literal('share'), id: z.string() }),
]);
export type Session = Readonly<z.infer<typeof session>>;

/**
 * Seals sessions into texts that nobody else can read or make (JSON Web Encryption, RFC 7516): all replicas with the
 * same secret read them, and none has to remember any.
 */
export class SessionSeal {
  readonly #key: Uint8Array;
  readonly #now: () => Date;

  /** @param secret 32 characters or more; another one ends all sessions. */
  constructor(secret: string, now = () => new Date()) {
    this.#key = new Uint8Array(hkdfSync('sha256', secret, '', 'fleetman session', 32));
    this.#now = now;
  }

  /** A text of letters, digits and `.-_`, for a cookie. */
  async seal(content: Session): Promise<string> {
    const at = Math.floor(this.#now().getTime() / 1_000);
    return new EncryptJWT({ ...content })
      .setProtectedHeader(encryption)
      .setIssuedAt(at)
      .setExpirationTime(at + longestSessionSeconds)
      .encrypt(this.#key);
  }

  /** The session in a text; undefined if it is none of ours, or over. */
  async open(text: string): Promise<Session | undefined> {
    try {
      const { payload } = await jwtDecrypt(text, this.#key, {
        currentDate: this.#now(),
        keyManagementAlgorithms: [encryption.alg],
        contentEncryptionAlgorithms: [encryption.enc],
        requiredClaims: ['exp'],
      });
      return session.safeParse(payload).data;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}

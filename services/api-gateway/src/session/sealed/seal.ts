import { hkdfSync } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt, type JWTPayload } from 'jose';
import type * as z from 'zod';

const encryption = { alg: 'dir', enc: 'A256GCM' } as const;

/** What is sealed. */
export interface SealOptions<T> {
  /** 32 characters or more; with another one nothing opens that was sealed before. */
  readonly secret: string;
  /** What is sealed for one purpose opens for no other. */
  readonly purpose: string;
  readonly content: z.ZodType<T>;
  /** For how long it opens. */
  readonly seconds: number;
}

/**
 * Seals values into texts that nobody else can read or make (JSON Web Encryption, RFC 7516): all replicas with the
 * same secret read them, and none has to remember any.
 *
 * @example
 * const seal = new Seal({ secret, purpose: 'session', content: z.object({ login: z.string() }), seconds: 3_600 });
 * const text = await seal.seal({ login: 'ann' });
 */
export class Seal<T extends JWTPayload> {
  readonly #options: SealOptions<T>;
  readonly #key: Uint8Array;
  readonly #now: () => Date;

  constructor(options: SealOptions<T>, now = () => new Date()) {
    const { secret, purpose } = options;
    this.#options = options;
    this.#key = new Uint8Array(hkdfSync('sha256', secret, '', `fleetman ${purpose}`, 32));
    this.#now = now;
  }

  /** A text of letters, digits and `.-_`, for a cookie. It opens for `seconds`, if that is less than for all. */
  async seal(content: T, seconds = this.#options.seconds): Promise<string> {
    const at = Math.floor(this.#now().getTime() / 1_000);
    return new EncryptJWT(content)
      .setProtectedHeader(encryption)
      .setIssuedAt(at)
      .setExpirationTime(at + Math.min(seconds, this.#options.seconds))
      .encrypt(this.#key);
  }

  /** What is in a text; undefined if it is none of ours, or over. */
  async open(text: string): Promise<T | undefined> {
    try {
      const { payload } = await jwtDecrypt(text, this.#key, {
        currentDate: this.#now(),
        keyManagementAlgorithms: [encryption.alg],
        contentEncryptionAlgorithms: [encryption.enc],
        requiredClaims: ['exp'],
      });
      return this.#options.content.safeParse(payload).data;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}

import { createHash, randomBytes } from 'node:crypto';

/** What is kept of a key or a token: its SHA-256. It has 128 random bits, so that no slow hash is needed. */
export function sha256Of(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Under which id the record of a key or a token is kept: the first half of its SHA-256. */
export function recordIdOf(secret: string): string {
  return recordIdOfHash(sha256Of(secret));
}

/** The same for one of which only the SHA-256 is known. */
export function recordIdOfHash(sha256: string): string {
  return sha256.slice(0, 32);
}

/** A new key or token: 128 random bits. */
export function newSecret(): string {
  return randomBytes(16).toString('hex');
}

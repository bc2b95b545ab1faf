import { createHash } from 'node:crypto';

/** What is kept of a key: its SHA-256. A key has 128 random bits, so that no slow hash is needed. */
export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

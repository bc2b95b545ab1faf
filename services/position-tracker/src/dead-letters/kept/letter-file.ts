import { isUtf8 } from 'node:buffer';
import { dirname, join } from 'node:path';
import { isSqliteUrl, sqlitePath } from '@fleetman/service-kit';

/** "Lett" in ASCII, by which a file of letters is told from other databases. */
export const letterFileKind = 0x4c657474;

/**
 * What the file's tables are; each text brings a file from the schema of its index to the next. `totals` saves a walk
 * through all letters whenever one is added.
 */
export const letterSchema = [
  `CREATE TABLE letters (
     id INTEGER PRIMARY KEY AUTOINCREMENT, parked_at INTEGER NOT NULL, cause TEXT NOT NULL, detail TEXT NOT NULL,
     count INTEGER NOT NULL, bytes INTEGER NOT NULL, replay INTEGER NOT NULL DEFAULT 0,
     encoding TEXT NOT NULL, body TEXT NOT NULL
   );
   CREATE INDEX letters_by_age ON letters (parked_at);
   CREATE INDEX letters_to_replay ON letters (id) WHERE replay = 1;
   CREATE TABLE totals (letters INTEGER NOT NULL, bytes INTEGER NOT NULL);
   INSERT INTO totals VALUES (0, 0);
   CREATE TRIGGER letter_added AFTER INSERT ON letters BEGIN
     UPDATE totals SET letters = letters + 1, bytes = bytes + new.bytes;
   END;
   CREATE TRIGGER letter_removed AFTER DELETE ON letters BEGIN
     UPDATE totals SET letters = letters - 1, bytes = bytes - old.bytes;
   END;`,
];

/**
 * The file in which a tracker keeps dead letters, as an absolute path: `letters.db` beside its own database file, if
 * its queue is in memory. `undefined` where a broker keeps them, or nothing is kept.
 */
export function letterFileOf(settings: {
  readonly QUEUE_URL: string;
  readonly STORE_URL: string;
}): string | undefined {
  const { QUEUE_URL: queue, STORE_URL: store } = settings;
  if (!queue.startsWith('memory:') || !isSqliteUrl(store)) return undefined;
  return join(dirname(sqlitePath(store)), 'letters.db');
}

/** A body as the file has it: as text that people can read, in Base64 if it is none. */
export function encodeBody(body: string | Buffer): ['utf8' | 'base64', string] {
  if (typeof body === 'string') return ['utf8', body];
  const encoding = isUtf8(body) ? 'utf8' : 'base64';
  return [encoding, body.toString(encoding)];
}

/** The body that {@link encodeBody} wrote. */
export function decodeBody(encoding: unknown, text: unknown): Buffer {
  return Buffer.from(String(text), encoding === 'base64' ? 'base64' : 'utf8');
}

import {
  LetterStore,
  type DeadLetter,
  type DeadLetterBounds,
  type LetterToReplay,
} from '@fleetman/messaging';
import { SqliteFile, type DependencyState, type SqliteFileOptions } from '@fleetman/service-kit';
import { decodeBody, encodeBody, letterFileKind, letterSchema } from './letter-file.ts';

/** What all letters may take beside their number: 100,000 of usual size take about 40 MB. */
const mostBytes = 256 * 1024 * 1024;

/** What a letter takes beside its body, about. */
const overheadBytes = 300;

const addLetter = `
  INSERT INTO letters (parked_at, cause, detail, count, bytes, encoding, body) VALUES (?, ?, ?, ?, ?, ?, ?)`;
const dropOld = 'DELETE FROM letters WHERE parked_at < ?';
const dropTooMany = `
  DELETE FROM letters WHERE id IN (
    SELECT id FROM letters ORDER BY id LIMIT max(0, (SELECT letters FROM totals) - ?))`;
/** The oldest, up to the one with which the rest fits. */
const dropTooLarge = `
  DELETE FROM letters WHERE (SELECT bytes FROM totals) > ?1 AND id IN (
    SELECT id FROM (SELECT id, bytes, sum(bytes) OVER (ORDER BY id) AS total FROM letters)
    WHERE total - bytes < (SELECT bytes FROM totals) - ?1)`;
const findToReplay = 'SELECT id, encoding, body FROM letters WHERE replay = 1 ORDER BY id LIMIT ?';
const removeLetter = 'DELETE FROM letters WHERE id = ?';

/** How a {@link SqliteLetterStore} is opened. */
export interface SqliteLetterStoreOptions {
  /** Of the file, absolute; it is made if it is not there. */
  readonly path: string;
  readonly log: SqliteFileOptions['log'];
  readonly now: () => Date;
  /** Bytes that all letters may take. Default 256 MiB. */
  readonly maxBytes?: number;
}

/**
 * Keeps dead letters in a file of SQLite that no other process adds to. An operator's program may read it, remove
 * letters and mark those to be replayed at the same time.
 */
export class SqliteLetterStore extends LetterStore {
  readonly #file: SqliteFile;
  readonly #now: () => Date;
  readonly #maxBytes: number;

  constructor({ path, log, now, maxBytes = mostBytes }: SqliteLetterStoreOptions) {
    super();
    this.#file = new SqliteFile({ path, kind: letterFileKind, schema: letterSchema, log });
    this.#now = now;
    this.#maxBytes = maxBytes;
  }

  get connection(): DependencyState {
    return this.#file.state;
  }

  /** Resolves when the first try to open the file has ended, well or badly. */
  get begun(): Promise<unknown> {
    return this.#file.begun;
  }

  async add(letters: readonly DeadLetter[], { max, maxAgeMs }: DeadLetterBounds): Promise<number> {
    const at = this.#now().getTime();
    const values = letters.flatMap((letter) => rowOf(letter, at));
    const [, ...dropped] = await this.#file.write([
      { sql: addLetter, values, width: 7 },
      { sql: dropOld, values: [at - maxAgeMs], width: 1 },
      { sql: dropTooMany, values: [max], width: 1 },
      { sql: dropTooLarge, values: [this.#maxBytes], width: 1 },
    ]);
    return dropped.flatMap(({ changes }) => changes).reduce((sum, count) => sum + count, 0);
  }

  async toReplay(limit: number): Promise<readonly LetterToReplay[]> {
    const [found] = await this.#file.read([{ sql: findToReplay, values: [limit], width: 1 }]);
    const values = found?.values ?? [];
    return Array.from({ length: values.length / 3 }, (_, row) => {
      const [id, encoding, body] = values.slice(row * 3, row * 3 + 3);
      return { id: Number(id), body: decodeBody(encoding, body) };
    });
  }

  async remove(letters: readonly LetterToReplay[]): Promise<void> {
    const values = letters.map(({ id }) => id);
    await this.#file.write([{ sql: removeLetter, values, width: 1 }]);
  }

  /** Lets what was asked for finish. Rejects nothing and can be called twice. */
  close(): Promise<void> {
    return this.#file.close();
  }
}

function rowOf({ cause, detail, body, counts }: DeadLetter, at: number) {
  const count = [...counts.values()].reduce((sum, each) => sum + each, 0);
  const bytes = Buffer.byteLength(body) + overheadBytes;
  return [at, cause, detail, count, bytes, ...encodeBody(body)];
}

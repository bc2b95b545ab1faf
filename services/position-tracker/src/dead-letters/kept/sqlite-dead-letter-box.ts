import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { DeadLetterBox, LetterVerdict, ParkedLetter } from '@fleetman/messaging';
import { decodeBody, letterFileKind, letterSchema } from './letter-file.ts';

/** A writer beside waits so long for the other, in milliseconds. */
const busyMs = 10_000;

/** Letters that are in memory at once; one may have 1 MiB and more. */
const pageSize = 20;

const findPage = `
  SELECT id, cause, detail, count, encoding, body FROM letters
  WHERE id > ? AND id <= ? AND replay = 0 ORDER BY id LIMIT ${pageSize}`;
const newest = 'SELECT coalesce(max(id), 0) AS id FROM letters';
const changes = {
  drop: 'DELETE FROM letters WHERE id = ?',
  replay: 'UPDATE letters SET replay = 1 WHERE id = ?',
} as const;

/**
 * The dead letters in the file of a Fleetman in one process, whether that is at work on it or not. A letter that is
 * replayed is marked: the process takes it within a second or two, or when it is started again, and removes it when
 * it has dealt with it.
 */
export class SqliteDeadLetterBox implements DeadLetterBox {
  readonly #database: DatabaseSync;

  /** @throws Error with the reason if there is no file of letters at this path. */
  constructor(path: string) {
    if (!existsSync(path))
      throw new Error(`there is no ${path}: no Fleetman has kept letters there`);
    this.#database = new DatabaseSync(path, { timeout: busyMs });
    const [kind, version] = [this.#pragma('application_id'), this.#pragma('user_version')];
    if (kind === letterFileKind && version === letterSchema.length) {
      // What is removed is written over where that costs no page more, as by the process itself.
      this.#database.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST');
      return;
    }
    this.#database.close();
    throw new Error(
      kind === letterFileKind
        ? `${path} was written by another version of Fleetman (schema ${version}, expected ${letterSchema.length})`
        : `${path} holds no letters of Fleetman`,
    );
  }

  async sweep(judge: (letter: ParkedLetter) => LetterVerdict): Promise<void> {
    const last = Number(this.#database.prepare(newest).get()?.['id']);
    const page = this.#database.prepare(findPage);
    for (let after = 0; ;) {
      const rows = page.all(after, last);
      const oldest = rows.at(-1);
      if (!oldest || !this.#judge(rows, judge)) return;
      after = Number(oldest['id']);
    }
  }

  async close(): Promise<void> {
    this.#database.close();
  }

  /** Carries the verdicts out in one transaction; false after a `stop`. */
  #judge(rows: readonly Row[], judge: (letter: ParkedLetter) => LetterVerdict): boolean {
    const wanted: { readonly id: number; readonly change: keyof typeof changes }[] = [];
    let isStopped = false;
    for (const row of rows) {
      const verdict = judge(letterOf(row));
      isStopped = verdict === 'stop';
      if (isStopped) break;
      if (verdict === 'drop' || verdict === 'replay') {
        wanted.push({ id: Number(row['id']), change: verdict });
      }
    }
    if (wanted.length > 0) {
      this.#database.exec('BEGIN IMMEDIATE');
      for (const { id, change } of wanted) this.#database.prepare(changes[change]).run(id);
      this.#database.exec('COMMIT');
    }
    return !isStopped;
  }

  #pragma(name: string): number {
    return Number(this.#database.prepare(`PRAGMA ${name}`).get()?.[name]);
  }
}

type Row = Readonly<Record<string, unknown>>;

function letterOf({ cause, detail, count, encoding, body }: Row): ParkedLetter {
  return {
    cause: String(cause),
    detail: String(detail),
    count: Number(count),
    body: decodeBody(encoding, body),
  };
}

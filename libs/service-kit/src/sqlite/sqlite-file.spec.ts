import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SqlStep } from './sqlite-requests.ts';
import { SqliteFile, type SqliteFileOptions } from './sqlite-file.ts';

const silent = { info: () => undefined, warn: () => undefined };
const kind = 0x54657374;
const schema = ['CREATE TABLE words (word TEXT PRIMARY KEY)'];

const insert = (...words: string[]): SqlStep => ({
  sql: 'INSERT INTO words VALUES (?)',
  values: words,
  width: 1,
});
const sql = (text: string): SqlStep => ({ sql: text, values: [], width: 0 });
const all = sql('SELECT word FROM words ORDER BY word');

describe('SqliteFile', () => {
  let folder: string;
  let path: string;
  let opened: SqliteFile[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fleetman-file-'));
    path = join(folder, 'test.db');
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((file) => file.close()));
    rmSync(folder, { recursive: true });
  });

  async function open(options: Partial<SqliteFileOptions> = {}): Promise<SqliteFile> {
    const file = new SqliteFile({ path, kind, schema, log: silent, ...options });
    opened.push(file);
    await file.begun;
    return file;
  }

  async function wordsIn(file: SqliteFile): Promise<unknown> {
    return (await file.read([all]))[0]?.values;
  }

  /** Why the file cannot be used; the reason is its state and what a write is refused with. */
  async function refusalOf(options: Partial<SqliteFileOptions> = {}): Promise<string> {
    const file = await open(options);
    const { state } = file;
    const reason = state.connected ? 'none' : state.reason;
    await expect(file.write([insert('lost')])).rejects.toMatchObject({
      code: 'store-unavailable',
      message: reason,
    });
    return reason;
  }

  it('keeps what was written, for its owner alone', async () => {
    const file = await open();
    await file.write([insert('one', 'two')]);
    expect(await wordsIn(file)).toEqual(['one', 'two']);
    await file.close();

    expect(await wordsIn(await open())).toEqual(['one', 'two']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('writes all steps of a transaction or none', async () => {
    const file = await open();

    await expect(file.write([insert('one'), insert('two', 'one')])).rejects.toThrow('UNIQUE');

    expect(await wordsIn(file)).toEqual([]);
    expect(file.state).toEqual({ connected: true });
  });

  it('says that the disk is full, and goes on when it is not any more', async () => {
    const file = await open();
    const long = 'x'.repeat(100_000);
    await file.write([sql('PRAGMA max_page_count = 10')]);

    await expect(file.write([insert(long)])).rejects.toThrow('the disk is full');
    expect(file.state).toMatchObject({ connected: false });

    await file.write([sql('PRAGMA max_page_count = 1000')]);
    await file.write([insert(long)]);
    expect(await wordsIn(file)).toEqual([long]);
    expect(file.state).toEqual({ connected: true });
  });

  it('lets one process write, and the next one when that has ended', async () => {
    const first = await open();
    expect(await refusalOf()).toBe(
      `Cannot use ${path}: another process is using it (SQLite: database is locked)`,
    );
    await first.write([insert('one')]);

    await first.close();

    const [, second] = opened;
    while (second?.state.connected !== true) await new Promise(setImmediate);
    expect(await wordsIn(second)).toEqual(['one']);
  });

  it('refuses what was written by a newer version, and leaves it as it is', async () => {
    const newer = await open({ schema: [...schema, 'CREATE TABLE news (id INTEGER)'] });
    await newer.close();

    expect(await refusalOf()).toContain('newer version of Fleetman (schema 2, known here: 1)');
    await opened[1]?.close();
    const again = await open({ schema: [...schema, 'CREATE TABLE news (id INTEGER)'] });
    expect((await again.read([sql('SELECT count(*) FROM news')]))[0]?.values).toEqual([0]);
  });

  it('brings an older file to the newest schema', async () => {
    const older = await open();
    await older.write([insert('one')]);
    await older.close();

    const file = await open({ schema: [...schema, `INSERT INTO words VALUES ('two')`] });

    expect(await wordsIn(file)).toEqual(['one', 'two']);
  });

  it('refuses what is no database, or one of another program', async () => {
    writeFileSync(
      path,
      'Hello, this is no database, but a text that somebody has written.'.repeat(20),
    );
    expect(await refusalOf()).toContain('it is no SQLite database');

    const other = join(folder, 'other.db');
    const database = new DatabaseSync(other);
    database.exec('CREATE TABLE music (title TEXT)');
    database.close();
    expect(await refusalOf({ path: other })).toContain('it is a database of another program');
  });

  it('refuses a folder that is not there', async () => {
    expect(await refusalOf({ path: join(folder, 'none', 'test.db') })).toContain('ENOENT');
  });

  it('reads on while a transaction waits, and hands over nothing half', async () => {
    const file = await open();
    const words = Array.from({ length: 2_000 }, (_, index) => `word ${index}`);

    const writing = file.write([insert(...words)]);
    const before = file.read([all, all]);
    await writing;
    const [one, other] = await before;

    expect([0, 2_000]).toContain(one?.values.length);
    expect(other?.values).toEqual(one?.values);
    expect(await wordsIn(file)).toHaveLength(2_000);
  });

  it('can be closed twice, and finishes what was asked for before', async () => {
    const file = await open();
    const writing = file.write([insert('last')]);

    await Promise.all([file.close(), file.close()]);

    await writing;
    expect(await wordsIn(await open())).toEqual(['last']);
    await expect(file.write([insert('late')])).rejects.toThrow('closed');
  });
});

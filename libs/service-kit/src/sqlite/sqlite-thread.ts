/**
 * The program of a thread that has one connection to a database file: it runs what it is asked for, one
 * request after the other, so that no disk ever holds up the process's own loop. Started by
 * {@link SqliteThread}; it imports nothing but Node, and runs as TypeScript in tests.
 */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type {
  SqlStep,
  SqlValue,
  StepResult,
  ThreadAnswer,
  ThreadData,
  ThreadFailure,
  ThreadRequest,
} from './sqlite-requests.ts';

// What SqliteThread hands over.
const { path, role, kind, schema } = workerData as ThreadData;

/** What waits for its turn in this file waits so long, in milliseconds. */
const busyMs = 5_000;

/** In kibibytes: the pages that vehicles are written to, and read from, again and again. */
const cacheKiB = 32_768;

/**
 * A report changes one page, that with its vehicle's newest fixes: small pages, and a long log before they are
 * moved into the file, so that a page is moved once for many reports. Together twice as many reports a second
 * as with SQLite's defaults, from 1,000 vehicles one each a batch.
 */
const pageBytes = 2_048;
const pagesOfLog = 20_000;

/** A log that grew while somebody read for long is cut back to this. */
const logBytes = 67_108_864;

/** Held for as long as the writer lives, and let go by the system however it ends. */
let lock: DatabaseSync | undefined;

function openWriter(): DatabaseSync {
  lock = new DatabaseSync(`${path}.lock`, { timeout: 0 });
  lock.exec('BEGIN EXCLUSIVE');
  const database = new DatabaseSync(path, { timeout: busyMs });
  // What the file is comes first: a file of another program is left as it is.
  checkKind(database);
  database.exec(`PRAGMA page_size = ${pageBytes}`);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec(`PRAGMA wal_autocheckpoint = ${pagesOfLog}`);
  database.exec('PRAGMA synchronous = FULL');
  // What is removed is written over where that costs no page more: somebody may have asked to be forgotten.
  database.exec('PRAGMA secure_delete = FAST');
  database.exec(`PRAGMA journal_size_limit = ${logBytes}`);
  prepare(database);
  return database;
}

function checkKind(database: DatabaseSync): void {
  const found = pragma(database, 'application_id');
  if (found !== kind && pragma(database, 'page_count') > 0) {
    throw new Error('it is a database of another program');
  }
  const version = pragma(database, 'user_version');
  if (version > schema.length) {
    throw new Error(
      `it was written by a newer version of Fleetman (schema ${version}, known here: ${schema.length})`,
    );
  }
}

/** Brings the file to the newest schema, in one transaction. */
function prepare(database: DatabaseSync): void {
  const version = pragma(database, 'user_version');
  if (version === schema.length) return;
  inTransaction(database, () => {
    for (const step of schema.slice(version)) database.exec(step);
    database.exec(`PRAGMA application_id = ${kind}`);
    database.exec(`PRAGMA user_version = ${schema.length}`);
  });
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
}

function open(): DatabaseSync {
  const database =
    role === 'writer' ? openWriter() : new DatabaseSync(path, { readOnly: true, timeout: busyMs });
  database.exec(`PRAGMA cache_size = -${cacheKiB}`);
  return database;
}

const statements = new Map<string, StatementSync>();

function statementOf(database: DatabaseSync, sql: string): StatementSync {
  const known = statements.get(sql);
  if (known) return known;
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  statements.set(sql, statement);
  return statement;
}

function runStep(database: DatabaseSync, { sql, values, width }: SqlStep): StepResult {
  const statement = statementOf(database, sql);
  const isQuery = statement.columns().length > 0;
  const changes: number[] = [];
  const found: SqlValue[] = [];
  for (let row = 0; row < rowsOf(values, width); row += 1) {
    const parameters = values.slice(row * width, (row + 1) * width);
    if (!isQuery) changes.push(Number(statement.run(...parameters).changes));
    else for (const own of statement.iterate(...parameters)) append(found, own);
  }
  return { changes, values: found };
}

function append(found: SqlValue[], row: unknown): void {
  // By setReturnArrays; no schema of ours has blobs, or whole numbers beyond 2^53.
  for (const value of row as SqlValue[]) found.push(value);
}

function rowsOf(values: readonly SqlValue[], width: number): number {
  return width === 0 ? 1 : values.length / width;
}

/** In one transaction; those of a reader see one state of the file. */
function run(database: DatabaseSync, steps: readonly SqlStep[]): StepResult[] {
  return inTransaction(database, () => steps.map((step) => runStep(database, step)));
}

function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec(role === 'writer' ? 'BEGIN IMMEDIATE' : 'BEGIN');
  try {
    const done = work();
    database.exec('COMMIT');
    return done;
  } catch (error) {
    // SQLite rolls back by itself where the disk is full or fails.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function failureOf(error: unknown): ThreadFailure {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0;
  return { code, message };
}

function tell(answer: ThreadAnswer): void {
  parentPort?.postMessage(answer);
}

function serve(database: DatabaseSync): void {
  parentPort?.on('message', ({ id, steps }: ThreadRequest) => {
    if (steps === 'close') {
      database.close();
      lock?.close();
      parentPort?.close();
      return;
    }
    try {
      tell({ kind: 'done', id, results: run(database, steps) });
    } catch (error) {
      tell({ kind: 'failed', id, failure: failureOf(error) });
    }
  });
}

try {
  serve(open());
  tell({ kind: 'opened' });
} catch (error) {
  tell({ kind: 'refused', failure: failureOf(error) });
}

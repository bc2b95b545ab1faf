import { closeSync, openSync } from 'node:fs';
import { backOffDelay, describeError, pause } from '@fleetman/toolkit';
import { FleetmanError } from '../errors.ts';
import type { SqlStep, StepResult } from './sqlite-requests.ts';
import { SqliteError, SqliteThreadLink } from './sqlite-thread-link.ts';

const backOff = { firstMs: 200, maxMs: 5_000 } as const;

/** What is told of a file that cannot be used, and of one that can be again. */
interface FileLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** How a {@link SqliteFile} is opened. */
export interface SqliteFileOptions {
  /** Absolute. The file is made, for its owner alone, if it is not there; its folder has to be. */
  readonly path: string;
  /** A 32-bit number in the file that tells files of this kind from all others. */
  readonly kind: number;
  /** SQL; each brings a file from the schema of its index to the next. What was released is never changed. */
  readonly schema: readonly string[];
  /** Reads or makes what must be known before the file is used; repeated with each opening. */
  readonly prepare?: (file: SqliteLinks) => Promise<void>;
  readonly log: FileLog;
}

/** The two connections of a file that is open. */
export interface SqliteLinks {
  /** Runs steps in one transaction, which is on the disk when it resolves. */
  write(steps: readonly SqlStep[]): Promise<readonly StepResult[]>;
  /** Runs queries on one state of the file, beside a write. */
  read(steps: readonly SqlStep[]): Promise<readonly StepResult[]>;
}

/** Whether a file can be used, or why not. */
type FileState =
  { readonly connected: true } | { readonly connected: false; readonly reason: string };

/**
 * A database file of SQLite that this process alone writes to: one connection writes (WAL, each transaction
 * synchronised to the disk before it is confirmed), another one reads beside, each in a thread of its own.
 * It is opened in the background, again and again while it cannot be: somebody may end the other process,
 * or make room on the disk.
 *
 * Beside `fleet.db` lie `fleet.db-wal` and `fleet.db-shm`, which belong to it while it is open, and
 * `fleet.db.lock`, which is empty.
 */
export class SqliteFile implements SqliteLinks {
  readonly #options: SqliteFileOptions;
  readonly #closing = new AbortController();
  readonly #begun = Promise.withResolvers<undefined>();
  #links: { readonly writer: SqliteThreadLink; readonly reader: SqliteThreadLink } | undefined;
  #opening: Promise<void>;
  #outage: string | undefined;
  #closed: Promise<void> | undefined;

  constructor(options: SqliteFileOptions) {
    this.#options = options;
    this.#outage = `Opening ${options.path}`;
    this.#opening = this.#open();
  }

  get state(): FileState {
    return this.#outage === undefined
      ? { connected: true }
      : { connected: false, reason: this.#outage };
  }

  /** Resolves when the first try to open the file has ended, well or badly. */
  get begun(): Promise<unknown> {
    return this.#begun.promise;
  }

  /** As {@link SqliteLinks.write}; rejects with `store-unavailable`, and then nothing of it is stored. */
  async write(steps: readonly SqlStep[]): Promise<readonly StepResult[]> {
    try {
      const results = await this.#use(() => this.#links?.writer.run(steps));
      this.#setOutage(undefined);
      return results;
    } catch (error) {
      // Until a write succeeds again: a disk that is full is no store to rely on.
      if (isOutage(error) && this.#links) this.#setOutage(describeError(error));
      throw error;
    }
  }

  /** As {@link SqliteLinks.read}; rejects with `store-unavailable`. */
  read(steps: readonly SqlStep[]): Promise<readonly StepResult[]> {
    return this.#use(() => this.#links?.reader.run(steps));
  }

  /** Lets what was asked for finish. Rejects nothing and can be called twice. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    await this.#opening;
    this.#outage = `${this.#options.path} is closed`;
    // The last connection writes the log into the file.
    await this.#links?.reader.close();
    await this.#links?.writer.close();
  }

  async #use(
    work: () => Promise<readonly StepResult[]> | undefined,
  ): Promise<readonly StepResult[]> {
    try {
      // Who asks while it is opened for the first time waits.
      await this.#begun.promise;
      const results = await work();
      if (results) return results;
    } catch (error) {
      if (!(error instanceof SqliteError)) throw error;
      const message = `Cannot use ${this.#options.path}: ${error.message}`;
      throw new FleetmanError('store-unavailable', message, { cause: error });
    }
    throw new FleetmanError('store-unavailable', this.#outage ?? 'The file is closed');
  }

  async #open(): Promise<void> {
    for (let attempt = 1; !this.#isClosed; attempt += 1) {
      try {
        await this.#openOnce();
        this.#setOutage(undefined);
        this.#begun.resolve(undefined);
        return;
      } catch (error) {
        // Expected: another process has it, or it is no file of ours. People can mend either.
        this.#setOutage(`Cannot use ${this.#options.path}: ${describeError(error)}`);
        this.#begun.resolve(undefined);
        await pause(backOffDelay(attempt, backOff), this.#closing.signal);
      }
    }
  }

  async #openOnce(): Promise<void> {
    const { path, kind, schema, prepare } = this.#options;
    // SQLite gives its other files the same rights. Where vehicles were is nobody else's business.
    closeSync(openSync(path, 'a', 0o600));
    const onEnd = (reason: string) => {
      this.#reopen(reason);
    };
    const writer = new SqliteThreadLink({ path, kind, schema, role: 'writer' }, onEnd);
    let reader: SqliteThreadLink | undefined;
    try {
      await writer.opened;
      reader = new SqliteThreadLink({ path, kind, schema, role: 'reader' }, onEnd);
      await reader.opened;
      const links = { writer, reader };
      await prepare?.({
        write: (steps) => links.writer.run(steps),
        read: (steps) => links.reader.run(steps),
      });
      this.#links = links;
    } catch (error) {
      await reader?.close();
      await writer.close();
      throw error;
    }
  }

  /** A thread died: nothing that it confirmed is lost, what waited has failed. */
  #reopen(reason: string): void {
    const links = this.#links;
    if (!links || this.#isClosed) return;
    this.#links = undefined;
    this.#setOutage(`Cannot use ${this.#options.path}: ${reason}`);
    this.#opening = Promise.all([links.reader.close(), links.writer.close()]).then(() =>
      this.#open(),
    );
  }

  #setOutage(outage: string | undefined): void {
    if (outage === this.#outage) return;
    this.#outage = outage;
    const { log, path } = this.#options;
    if (outage === undefined) log.info({ path }, 'The database is there');
    else log.warn({ reason: outage }, 'The database is away');
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }
}

function isOutage(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof SqliteError && error.cause.isOutage;
}

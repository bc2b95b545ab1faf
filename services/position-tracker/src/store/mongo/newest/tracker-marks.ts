import type { Collection, Db } from 'mongodb';
import type { TimeSpan } from './time-spans.ts';

/**
 * Says of one tracker process what is sure to be in `vehicles`: every fix that it inserted with an
 * ObjectId of a time before `upTo`.
 */
export interface TrackerDocument {
  /** Of the process. */
  readonly _id: string;
  readonly upTo: Date;
  /** By the process's own clock, another one with each write: who stands still is dead. */
  readonly beat: Date;
}

export function trackersIn(db: Db): Collection<TrackerDocument> {
  return db.collection('trackers');
}

/** A mark that was not written for so long may have been removed by others (`lostMarkMs`). */
const staleMs = 30_000;

/** An insert begins at most `staleMs` after its tracker's mark was written; the rest is room for a pause. */
const lastInsertMs = 3 * staleMs;

/**
 * When a tracker has inserted what may not be in `vehicles`, by its own clock. The end keeps it short if
 * that clock is far behind the others': they have inserted ever since.
 */
export function doubtfulSpan({ upTo, beat }: TrackerDocument): TimeSpan {
  return { from: upTo.getTime(), to: beat.getTime() + lastInsertMs };
}

/** This process's own mark. */
export class OwnMark {
  readonly id: string;
  readonly #clock: () => number;
  #upTo: number | undefined;
  #writtenAt = -Infinity;
  #writing: Promise<unknown> = Promise.resolve();

  /** @param clock the one that ObjectIds are made by, in milliseconds. */
  constructor(id: string, clock: () => number) {
    this.id = id;
    this.#clock = clock;
  }

  /** Whether there is one to be kept up. */
  get isSet(): boolean {
    return this.#upTo !== undefined;
  }

  /**
   * Resolves when the mark covers an insert that began at `start`; writes it only if it does not, after
   * the clock was set back, or after a long rest.
   */
  async cover(db: Db, start: number, safe: () => number): Promise<void> {
    const age = this.#clock() - this.#writtenAt;
    if (this.#upTo !== undefined && start >= this.#upTo && age >= 0 && age < staleMs) return;
    await this.write(db, safe);
  }

  /** Writes it, one write after the other; `safe` is asked when its turn has come. */
  async write(db: Db, safe: () => number): Promise<void> {
    const writing = this.#writing.then(() => this.#write(db, safe));
    this.#writing = writing.catch(() => undefined);
    await writing;
  }

  /** Removes it: all that this process inserted is moved. */
  async remove(db: Db): Promise<void> {
    if (!this.isSet) return;
    await this.#writing;
    await trackersIn(db).deleteOne({ _id: this.id });
    this.#upTo = undefined;
  }

  async #write(db: Db, safe: () => number): Promise<void> {
    const now = this.#clock();
    const upTo = Math.min(safe(), now);
    // Until it is written nobody knows which of both stands there.
    this.#upTo = Infinity;
    const set = { upTo: new Date(upTo), beat: new Date(now) };
    await trackersIn(db).updateOne({ _id: this.id }, { $set: set }, { upsert: true });
    this.#upTo = upTo;
    this.#writtenAt = now;
  }
}

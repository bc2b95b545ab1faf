import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PositionReport } from '@fleetman/contract';
import type { Log } from '@fleetman/messaging';
import { PacedWork, pause, settledWithin } from '@fleetman/toolkit';
import type { Db } from 'mongodb';
import { fixesByVehicle } from '../../../fixes/fix.ts';
import type { ForgottenPart } from '../../position-store.ts';
import { vehiclesIn } from '../mongo-schema.ts';
import { Forgetting } from './forgetting.ts';
import { findInserted } from './find-inserted.ts';
import { NewestMemory } from '../../newest/newest-memory.ts';
import { readDocument } from './vehicle-documents.ts';
import { SilentTrackers } from './silent-trackers.ts';
import { united, type TimeSpan } from './time-spans.ts';
import { doubtfulSpan, OwnMark, trackersIn } from './tracker-marks.ts';
import { Unmoved } from './unmoved.ts';
import { moveVehicles } from './vehicle-mover.ts';
import { VehicleRounds } from './vehicle-rounds.ts';

/** Vehicles that are written at once. */
const mostAtOnce = 500;

/** Writing them takes a fifth of the time, more only while that is over half a second. */
const rest = 4;
const longestRestMs = 2_000;

/** What is done again and again, in milliseconds. */
const sliceEveryMs = 500;
const beatEveryMs = 2_000;
const lookEveryMs = 5_000;

/** What is left when the tracker stops is written within this time, or found by its mark. */
const closeGraceMs = 5_000;

/** Documents that the driver reads at once. */
const fillBatch = 1_000;

/** By what {@link NewestFixes} go. */
export interface NewestFixesOptions {
  /** Runs work on the database; rejects while it is away. */
  readonly use: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
  /** As of the store. */
  readonly now: () => Date;
  readonly log: Log;
}

/**
 * The newest fixes of all vehicles: held in memory, written behind into `vehicles`, and healed from the
 * database, so that every tracker comes to say the same as `positions`.
 */
export class NewestFixes {
  readonly memory: NewestMemory;
  readonly #options: NewestFixesOptions;
  readonly #unmoved = new Unmoved();
  readonly #forgetting: Forgetting;
  readonly #inserting = new Map<Promise<unknown>, number>();
  readonly #mark = new OwnMark(randomUUID(), Date.now);
  readonly #pace: PacedWork;
  readonly #rounds: VehicleRounds;
  readonly #others: SilentTrackers;
  readonly #closing = new AbortController();
  /** An insert that failed may have come halfway: from when on is to be looked what did. */
  #doubtfulSince = Infinity;
  #failedInserts = 0;
  #tending: Promise<void> | undefined;
  #nextBeat = 0;
  #nextLook = 0;

  constructor(options: NewestFixesOptions) {
    this.#options = options;
    this.memory = new NewestMemory(options.now);
    this.#forgetting = new Forgetting({ memory: this.memory, unmoved: this.#unmoved });
    this.#rounds = new VehicleRounds(this.memory, this.#unmoved);
    this.#pace = new PacedWork({
      work: () => this.#move(),
      rest,
      longestRestMs,
      onFailure: (error) => {
        options.log.warn({ err: error }, 'The newest fixes have to wait to be written');
      },
    });
    this.#others = new SilentTrackers({
      own: this.#mark.id,
      scan: (db, span) => this.#takeOver(db, span),
      movedUpTo: () => this.#safe(),
    });
  }

  /** Reads all vehicles, and what trackers that died have inserted and not moved. Can be repeated. */
  async fill(db: Db): Promise<void> {
    await this.#forgetting.look(db, performance.now());
    for await (const document of vehiclesIn(db).find().batchSize(fillBatch)) {
      readDocument(this.memory, document);
    }
    const marks = await trackersIn(db).find().toArray();
    for (const span of united(marks.map(doubtfulSpan))) await this.#takeOver(db, span);
    this.#tending ??= this.#tendOn();
  }

  /**
   * Runs an insert of fixes, and takes over what it resolves with: those that are stored now, as they are
   * stored. Until they are in `vehicles` the mark of this tracker covers them.
   */
  async insert<T extends { readonly stored: readonly PositionReport[] }>(
    db: Db,
    work: () => Promise<T>,
  ): Promise<T> {
    const start = Date.now();
    const end: PromiseWithResolvers<void> = Promise.withResolvers();
    this.#inserting.set(end.promise, start);
    try {
      const safe = () => this.#safe();
      await this.#mark.cover(db, start, safe);
      const done = await work();
      // If this process was stopped for minutes others may have removed its mark.
      await this.#mark.cover(db, start, safe);
      this.#add(done.stored, start);
      return done;
    } catch (error) {
      this.#doubtfulSince = Math.min(this.#doubtfulSince, start);
      this.#failedInserts += 1;
      throw error;
    } finally {
      this.#inserting.delete(end.promise);
      end.resolve();
    }
  }

  /** As {@link PositionStore.forget}. */
  async forget(db: Db, vehicle: string, part: ForgottenPart): Promise<number> {
    const count = await this.#forgetting.forget(db, vehicle, part);
    if (this.#unmoved.waiting > 0) this.#pace.ask();
    return count;
  }

  /** Resolves when all that was saved is in `vehicles`, if the database takes it. */
  async settled(): Promise<void> {
    for (let before = Infinity; this.#unmoved.oldest < Infinity;) {
      await this.#pace.settled();
      // A run that failed has moved none.
      if (this.#unmoved.waiting >= before) return;
      before = this.#unmoved.waiting;
    }
  }

  /** Looks through all vehicles once, without waiting between slices. */
  async heal(): Promise<void> {
    await this.#options.use(async (db) => {
      await this.#forgetting.look(db, performance.now());
      while (!(await this.#rounds.next(db)));
    });
  }

  /** Writes what is left, within 5 s, and stops. */
  async close(): Promise<void> {
    this.#closing.abort();
    await settledWithin(closeGraceMs, this.#finish());
  }

  async #finish(): Promise<void> {
    await Promise.all([this.#tending, ...this.#inserting.keys()]);
    await this.settled();
    await this.#pace.close();
    await this.#leave();
  }

  #add(reports: readonly PositionReport[], since: number): void {
    for (const [vehicle, fixes] of fixesByVehicle(reports)) {
      if (this.memory.add(vehicle, fixes)) this.#unmoved.add(vehicle, since);
    }
    if (this.#unmoved.waiting > 0) this.#pace.ask();
  }

  /** Before this time, in milliseconds, all that this tracker inserted or found is in `vehicles`. */
  #safe(): number {
    const starts = this.#inserting.values();
    return Math.min(Date.now(), this.#unmoved.oldest, this.#doubtfulSince, ...starts);
  }

  async #move(): Promise<void> {
    // Those who wait for what was inserted come first: it is announced, and answered, a millisecond sooner.
    await nextTurn();
    await this.#options.use((db) =>
      this.#unmoved.take(mostAtOnce, (vehicles) => moveVehicles(db, this.memory, vehicles)),
    );
    if (this.#unmoved.waiting > 0) this.#pace.ask();
  }

  /** Finds what others have inserted: their marks cover it until all that was found from now on is moved. */
  async #takeOver(db: Db, span: TimeSpan): Promise<number> {
    const start = Date.now();
    for await (const reports of findInserted(db, span)) this.#add(reports, start);
    return start;
  }

  async #tendOn(): Promise<void> {
    const { signal } = this.#closing;
    for (;;) {
      await pause(sliceEveryMs, signal);
      if (signal.aborted) return;
      try {
        await this.#options.use((db) => this.tend(db, performance.now()));
      } catch {
        // The connection says why in its state; all of this is done again.
      }
    }
  }

  /**
   * What is done every half second: a slice of the vehicles is compared; every 2 s the mark is moved on,
   * and what others have forgotten is looked for;
   * every 5 s the other trackers' marks are looked at.
   *
   * @param clock milliseconds that never go back.
   */
  async tend(db: Db, clock: number): Promise<void> {
    await this.#rounds.next(db);
    if (this.#unmoved.waiting > 0) this.#pace.ask();
    if (this.#doubtfulSince < Infinity) await this.#lookForHalves(db);
    if (clock >= this.#nextBeat) {
      this.#nextBeat = clock + beatEveryMs;
      await this.#forgetting.look(db, clock);
      if (this.#mark.isSet) await this.#mark.write(db, () => this.#safe());
    }
    if (clock < this.#nextLook) return;
    this.#nextLook = clock + lookEveryMs;
    await this.#others.look(db, clock);
  }

  async #lookForHalves(db: Db): Promise<void> {
    const failed = this.#failedInserts;
    const since = this.#doubtfulSince;
    const own = findInserted(db, { from: since, to: Infinity });
    for await (const reports of own) this.#add(reports, since);
    if (this.#failedInserts === failed) this.#doubtfulSince = Infinity;
  }

  /** Without anything left to move there is nothing to be found. */
  async #leave(): Promise<void> {
    if (this.#unmoved.oldest < Infinity || this.#doubtfulSince < Infinity) return;
    await this.#options.use((db) => this.#mark.remove(db));
  }
}

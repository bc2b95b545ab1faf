import type { PositionReport } from '@fleetman/contract';
import type { ConnectionState, Log } from '@fleetman/messaging';
import { newestFixes } from '@fleetman/motion';
import type { Db } from 'mongodb';
import { fixOf, type VehicleFixes, type VehicleFixesAt } from '../../fixes/fix.ts';
import { DueFixes } from '../newest/due-fixes.ts';
import {
  mostFixesOfPage,
  PositionStore,
  type Extent,
  type ForgottenPart,
  type HistoryRange,
  type Saved,
  type Stretch,
  type TrackPage,
  type TrackWish,
  type VehicleFilter,
} from '../position-store.ts';
import { fixesDuring } from './fixes-during.ts';
import { fleetAt } from './fleet-at.ts';
import { fleetExtent } from './fleet-extent.ts';
import { inHalves } from './in-halves.ts';
import { insertReports } from './insert-reports.ts';
import { MongoConnection } from './mongo-connection.ts';
import { findNewestIn } from './mongo-queries.ts';
import { prepareSchema } from './mongo-schema.ts';
import { prepareForgotten } from './newest/forgetting.ts';
import { NewestFixes } from './newest/newest-fixes.ts';
import { findStart, trackPages } from './track-pages.ts';

/**
 * Keeps positions in MongoDB: `positions` holds every fix, `vehicles` the newest of each vehicle. These
 * are in memory as well: a save is one round trip, and one more if some of it was stored before; where
 * vehicles are takes none.
 */
export class MongoPositionStore extends PositionStore {
  readonly #connection: MongoConnection;
  readonly #retentionMs: number;
  readonly #now: () => Date;
  readonly #newest: NewestFixes;
  readonly #due = new DueFixes();
  #closed: Promise<void> | undefined;

  constructor(options: {
    readonly url: string;
    readonly retentionMs: number;
    readonly now: () => Date;
    readonly log: Log;
  }) {
    super();
    const { url, retentionMs, now, log } = options;
    this.#retentionMs = retentionMs;
    this.#now = now;
    const prepare = async (db: Db) => {
      await prepareSchema(db, retentionMs);
      await prepareForgotten(db);
      await newest.fill(db);
    };
    const connection = new MongoConnection({ url, prepare, log });
    const newest = new NewestFixes({ use: (work) => connection.use(work), now, log });
    this.#connection = connection;
    this.#newest = newest;
  }

  override get connection(): ConnectionState {
    return this.#connection.state;
  }

  get begun(): Promise<unknown> {
    return this.#connection.begun;
  }

  get version(): number {
    return this.#newest.memory.version;
  }

  async saveAll(reports: readonly PositionReport[]): Promise<Saved> {
    const oldest = this.#oldestKept();
    const current = reports.filter((report) => report.time >= oldest);
    return this.#connection.use(async (db) => {
      if (current.length === 0) return { added: 0 };
      // While the database works on one half the other is encoded, or taken over.
      const inserts = inHalves(current).map((half) =>
        this.#newest.insert(db, () => insertReports(db, half)),
      );
      return { added: sumOf(await allDone(inserts)) };
    });
  }

  get departures(): number {
    return this.#newest.memory.departures;
  }

  async forget(vehicle: string, part: ForgottenPart = {}): Promise<number> {
    return this.#connection.use((db) => this.#newest.forget(db, vehicle, part));
  }

  async latest(filter: VehicleFilter = {}): Promise<readonly VehicleFixes[]> {
    const { memory } = this.#newest;
    const oldest = this.#oldestKept();
    return this.#connection.use(async (db) => {
      const vehicles = memory.latest(filter, oldest.getTime());
      const until = this.#now();
      return this.#due.complete(vehicles, {
        until,
        changedAt: (vehicle) => memory.changedAt(vehicle),
        find: async (vehicle) => {
          const range = { from: oldest, until };
          return (await findNewestIn(db, vehicle, range, newestFixes).toArray()).map(fixOf);
        },
      });
    });
  }

  track(
    vehicle: string,
    { from, order, pageSize = Infinity, detail = 'motion' }: TrackWish,
  ): AsyncIterable<TrackPage> {
    const oldest = this.#oldestKept();
    const size = Math.min(pageSize, mostFixesOfPage[detail]);
    const question = { vehicle, from, order, pageSize: size, detail, oldest };
    return this.#pieces((db) => trackPages(db, question));
  }

  async startOf(vehicle: string, range: HistoryRange): Promise<Date | undefined> {
    // All of them is no number that has to be counted up to.
    if (range.limit === Infinity) return range.since;
    const oldest = this.#oldestKept();
    const start = await this.#connection.use((db) => findStart(db, vehicle, range, oldest));
    return start ?? range.since;
  }

  async at(time: Date, reachMs: number): Promise<readonly VehicleFixesAt[]> {
    const oldest = this.#oldestKept();
    const { memory } = this.#newest;
    return this.#connection.use((db) => fleetAt(db, memory, { time, reachMs, oldest }));
  }

  during({ after, until }: Stretch): AsyncIterable<readonly PositionReport[]> {
    const beforeAll = new Date(this.#oldestKept().getTime() - 1);
    const kept = { after: after > beforeAll ? after : beforeAll, until };
    return this.#pieces((db) => fixesDuring(db, kept));
  }

  async extent(): Promise<Extent | undefined> {
    const oldest = this.#oldestKept();
    const known = this.#newest.memory.known(oldest.getTime());
    return this.#connection.use((db) => fleetExtent(db, known, oldest));
  }

  async countVehicles(): Promise<number> {
    return this.#connection.use(async () => this.#newest.memory.size);
  }

  /** Resolves when what was saved is in `vehicles`, and what others saved there has been read. */
  async healed(): Promise<void> {
    await this.#newest.settled();
    await this.#newest.heal();
  }

  /** What is not in `vehicles` yet is written within some seconds, or found by who starts next. */
  async close(): Promise<void> {
    this.#closed ??= this.#newest.close().then(() => this.#connection.close());
    return this.#closed;
  }

  async *#pieces<T>(
    read: (db: Db) => AsyncGenerator<T, void, undefined>,
  ): AsyncGenerator<T, void, undefined> {
    const pieces = await this.#connection.use(async (db) => read(db));
    for (;;) {
      // Each piece is work in hand of its own: who reads slowly does not hold up the closing.
      const piece = await this.#connection.use(() => pieces.next());
      if (piece.done === true) return;
      yield piece.value;
    }
  }

  #oldestKept(): Date {
    return new Date(this.#now().getTime() - this.#retentionMs);
  }
}

/** Resolves or rejects as `Promise.all` does, but not before all are done. */
async function allDone<T>(works: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}

function sumOf(inserts: readonly { readonly added: number }[]): number {
  return inserts.reduce((sum, { added }) => sum + added, 0);
}

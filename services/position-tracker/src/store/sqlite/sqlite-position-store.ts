import type { PositionReport } from '@fleetman/contract';
import type { ConnectionState, Log } from '@fleetman/messaging';
import { newestFixes } from '@fleetman/motion';
import { FleetmanError, SqliteFile, type SqliteLinks } from '@fleetman/service-kit';
import { pause } from '@fleetman/toolkit';
import { fixesByVehicle, type VehicleFixes, type VehicleFixesAt } from '../../fixes/fix.ts';
import { DueFixes } from '../newest/due-fixes.ts';
import { NewestMemory } from '../newest/newest-memory.ts';
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
import { FixSweeper } from './fix-sweeper.ts';
import { addMissingColumns, fleetFileKind, fleetSchema, insertSteps } from './fix-table.ts';
import { fixesDuring } from './fixes-during.ts';
import { fleetAt } from './fleet-at.ts';
import { forgetFixes } from './forget-fixes.ts';
import { newestFixesUntil, newestOfEach } from './newest-of.ts';
import { oldestFix } from './oldest-fix.ts';
import { findStart, trackPages } from './track-pages.ts';

/** How often the file is looked through for what is older than the retention, in milliseconds. */
const sweepEveryMs = 60_000;

/** How a {@link SqlitePositionStore} is opened. */
export interface SqlitePositionStoreOptions {
  /** Of the file, absolute. */
  readonly path: string;
  readonly retentionMs: number;
  /** Above this the oldest fixes go. */
  readonly maxBytes: number;
  readonly now: () => Date;
  readonly log: Log;
}

/**
 * Keeps positions in one file of SQLite, which no other process may write to: a batch is one transaction, on the
 * disk before it is confirmed. The newest fixes of each vehicle are in memory as well, and read from the
 * file at the start.
 */
export class SqlitePositionStore extends PositionStore {
  readonly #options: SqlitePositionStoreOptions;
  readonly #file: SqliteFile;
  readonly #due = new DueFixes();
  readonly #closing = new AbortController();
  readonly #memory: NewestMemory;
  #tending: Promise<void> | undefined;

  constructor(options: SqlitePositionStoreOptions) {
    super();
    this.#options = options;
    this.#memory = new NewestMemory(options.now);
    this.#file = new SqliteFile({
      path: options.path,
      kind: fleetFileKind,
      schema: fleetSchema,
      prepare: (links) => this.#prepare(links),
      log: options.log,
    });
    void this.#file.begun.then(() => {
      this.#tending = this.#tendOn();
    });
  }

  get connection(): ConnectionState {
    return this.#file.state;
  }

  get begun(): Promise<unknown> {
    return this.#file.begun;
  }

  get version(): number {
    return this.#memory.version;
  }

  async saveAll(reports: readonly PositionReport[]): Promise<Saved> {
    const oldest = this.#oldestKept();
    const current = reports.filter(({ time }) => time.getTime() >= oldest);
    const [, inserted] = await this.#file.write(current.length > 0 ? insertSteps(current) : []);
    const added = current.filter((_, index) => inserted?.changes[index] === 1);
    for (const [vehicle, fixes] of fixesByVehicle(added)) this.#memory.add(vehicle, fixes);
    return { added: added.length };
  }

  get departures(): number {
    return this.#memory.departures;
  }

  async forget(vehicle: string, part: ForgottenPart = {}): Promise<number> {
    const { count, left } = await forgetFixes(this.#file, vehicle, part);
    if (count > 0) this.#memory.replace(vehicle, left);
    return count;
  }

  async latest(filter: VehicleFilter = {}): Promise<readonly VehicleFixes[]> {
    this.#throwIfAway();
    const memory = this.#memory;
    const until = this.#options.now();
    return this.#due.complete(memory.latest(filter, this.#oldestKept()), {
      until,
      changedAt: (vehicle) => memory.changedAt(vehicle),
      find: (vehicle) => newestFixesUntil(this.#file, vehicle, until.getTime(), newestFixes),
    });
  }

  track(
    vehicle: string,
    { from, order, pageSize = Infinity, detail = 'motion' }: TrackWish,
  ): AsyncIterable<TrackPage> {
    const size = Math.min(pageSize, mostFixesOfPage[detail]);
    const oldest = this.#oldestKept();
    return trackPages(this.#file, { vehicle, from, order, pageSize: size, detail, oldest });
  }

  async startOf(vehicle: string, range: HistoryRange): Promise<Date | undefined> {
    // All of them is no number that has to be counted up to.
    if (range.limit === Infinity) return range.since;
    return (await findStart(this.#file, vehicle, range, this.#oldestKept())) ?? range.since;
  }

  async at(time: Date, reachMs: number): Promise<readonly VehicleFixesAt[]> {
    this.#throwIfAway();
    const oldest = this.#oldestKept();
    return fleetAt(this.#file, this.#memory, { time: time.getTime(), reachMs, oldest });
  }

  during({ after, until }: Stretch): AsyncIterable<readonly PositionReport[]> {
    const from = new Date(Math.max(after.getTime(), this.#oldestKept() - 1));
    return fixesDuring(this.#file, this.#memory.names(), { after: from, until });
  }

  async extent(): Promise<Extent | undefined> {
    this.#throwIfAway();
    const oldest = this.#oldestKept();
    const known = this.#memory.known(oldest);
    if (known.length === 0) return undefined;
    const newest = known.reduce((last, one) => Math.max(last, one.newest), -Infinity);
    const names = known.map(({ name }) => name);
    const first = await oldestFix(this.#file, names, oldest);
    return { oldest: new Date(Math.min(first, newest)), newest: new Date(newest) };
  }

  async countVehicles(): Promise<number> {
    this.#throwIfAway();
    return this.#memory.size;
  }

  /** Removes what is older than the retention, and the oldest fixes if the file is too large. */
  async sweep(): Promise<void> {
    const sweeper = new FixSweeper(this.#file, this.#memory, this.#options.maxBytes);
    await sweeper.sweep(this.#oldestKept(), this.#closing.signal);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#tending;
    await this.#file.close();
  }

  /** With each opening of the file: what is in memory is in it, but it may hold more. */
  async #prepare(links: SqliteLinks): Promise<void> {
    await addMissingColumns(links);
    const [found] = await links.read([{ sql: 'SELECT name FROM vehicles', values: [], width: 0 }]);
    const names = (found?.values ?? []).map(String);
    for await (const [vehicle, fixes] of newestOfEach(links, names)) {
      this.#memory.add(vehicle, fixes);
    }
  }

  async #tendOn(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        if (this.connection.connected) await this.sweep();
      } catch (error) {
        this.#options.log.warn({ err: error }, 'What is old has to wait to be removed');
      }
      await pause(sweepEveryMs, signal);
    }
  }

  #throwIfAway(): void {
    const state = this.#file.state;
    if (!state.connected) throw new FleetmanError('store-unavailable', state.reason);
  }

  #oldestKept(): number {
    return this.#options.now().getTime() - this.#options.retentionMs;
  }
}

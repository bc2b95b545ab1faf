import type { PositionReport } from '@fleetman/contract';
import type { ConnectionState, Log } from '@fleetman/messaging';
import { MongoBulkWriteError, type Db } from 'mongodb';
import {
  fixesByVehicle,
  fixOf,
  type Fix,
  type VehicleFixes,
  type VehicleFixesAt,
} from '../../fix.ts';
import {
  PositionStore,
  type Extent,
  type HistoryFixes,
  type HistoryRange,
  type Stretch,
  type VehicleFilter,
} from '../position-store.ts';
import { fixesDuring } from './fixes-during.ts';
import { fleetAt } from './fleet-at.ts';
import { fleetExtent } from './fleet-extent.ts';
import { mergeNewest } from './merge-newest.ts';
import { MongoConnection } from './mongo-connection.ts';
import { findActive, findAtSameTimes, findNamed, findNewestIn } from './mongo-queries.ts';
import { positionsIn, prepareSchema, vehiclesIn, type VehicleDocument } from './mongo-schema.ts';

const duplicateKey = 11_000;

/** Two trackers that insert one vehicle at once: the loser meets the document at its second try. */
const mergeTries = 5;

/** The latest time that a `Date` can hold. */
const endOfTime = new Date(8.64e15);

/**
 * Keeps positions in MongoDB: `positions` holds every fix, `vehicles` the two newest of each vehicle.
 * A save is two round trips, and two more only where some of it was stored before.
 */
export class MongoPositionStore extends PositionStore {
  readonly #connection: MongoConnection;
  readonly #retentionMs: number;
  readonly #now: () => Date;

  constructor(options: {
    readonly url: string;
    readonly retentionMs: number;
    readonly now: () => Date;
    readonly log: Log;
  }) {
    super();
    const { url, retentionMs, log } = options;
    this.#retentionMs = retentionMs;
    this.#now = options.now;
    const prepare = (db: Db) => prepareSchema(db, retentionMs);
    this.#connection = new MongoConnection({ url, prepare, log });
  }

  override get connection(): ConnectionState {
    return this.#connection.state;
  }

  async saveAll(reports: readonly PositionReport[]): Promise<number> {
    const oldest = this.#oldestKept();
    const fixesOf = fixesByVehicle(reports.filter((report) => report.time >= oldest));
    if (fixesOf.size === 0) return this.#connection.use(async () => 0);
    return this.#connection.use(async (db) => {
      const documents = [...fixesOf].flatMap(([vehicle, fixes]) =>
        fixes.map((fix) => ({ ...fix, vehicle })),
      );
      const inserted = await insertNew(db, documents);
      const newestOf = new Map([...fixesOf].map(([vehicle, fixes]) => [vehicle, fixes.slice(-2)]));
      const isAllNew = inserted === documents.length;
      await mergeAll(db, isAllNew ? newestOf : await asStored(db, newestOf));
      return inserted;
    });
  }

  async latest({ names, since }: VehicleFilter = {}): Promise<readonly VehicleFixes[]> {
    const oldest = this.#oldestKept();
    const from = since && since > oldest ? since : oldest;
    const documents = await this.#connection.use((db) =>
      (names ? findNamed(db, names) : findActive(db, from)).toArray(),
    );
    return documents
      .filter(({ newest }) => newest.time >= from)
      .map((document) => toVehicleFixes(document, oldest));
  }

  async history(vehicle: string, range: HistoryRange): Promise<HistoryFixes> {
    const oldest = this.#oldestKept();
    const { since = oldest, until = endOfTime, limit } = range;
    return this.#connection.use(async (db) => {
      const from = since > oldest ? since : oldest;
      // One more than asked for: where there are so many, it is the neighbour before the last.
      const found = await findNewestIn(db, vehicle, { from, until }, limit + 1).toArray();
      const fixes = found.slice(0, limit).map(fixOf);
      const last = fixes.at(-1);
      if (!last || found.length > limit) return { fixes, before: found.slice(limit).map(fixOf)[0] };
      if (from === oldest) return { fixes };
      const earlier = { from: oldest, until: new Date(last.time.getTime() - 1) };
      const [before] = await findNewestIn(db, vehicle, earlier, 1).toArray();
      return { fixes, before: before && fixOf(before) };
    });
  }

  async at(time: Date, reachMs: number): Promise<readonly VehicleFixesAt[]> {
    const oldest = this.#oldestKept();
    return this.#connection.use((db) => fleetAt(db, { time, reachMs, oldest }));
  }

  async *during({
    after,
    until,
  }: Stretch): AsyncGenerator<readonly PositionReport[], void, undefined> {
    const beforeAll = new Date(this.#oldestKept().getTime() - 1);
    const kept = { after: after > beforeAll ? after : beforeAll, until };
    const pieces = await this.#connection.use(async (db) => fixesDuring(db, kept));
    for (;;) {
      // Each piece is work in hand of its own: who reads slowly does not hold up the closing.
      const piece = await this.#connection.use(() => pieces.next());
      if (piece.done === true) return;
      yield piece.value;
    }
  }

  async extent(): Promise<Extent | undefined> {
    const oldest = this.#oldestKept();
    return this.#connection.use((db) => fleetExtent(db, oldest));
  }

  async countVehicles(): Promise<number> {
    return this.#connection.use((db) => vehiclesIn(db).estimatedDocumentCount());
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  #oldestKept(): Date {
    return new Date(this.#now().getTime() - this.#retentionMs);
  }
}

/** Inserts what is not stored yet and returns how many that were. */
async function insertNew(db: Db, documents: readonly PositionReport[]): Promise<number> {
  try {
    const { insertedCount } = await positionsIn(db).insertMany(documents, { ordered: false });
    return insertedCount;
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error;
    // Expected: a repeated report meets itself in the unique index.
    duplicatesIn(error);
    return error.insertedCount;
  }
}

/**
 * The given fixes as the history holds them: where another report with the same vehicle and time came
 * first, that one, so that `vehicles` and `positions` always agree.
 */
async function asStored(
  db: Db,
  fixesOf: ReadonlyMap<string, readonly Fix[]>,
): Promise<ReadonlyMap<string, readonly Fix[]>> {
  return fixesByVehicle(await findAtSameTimes(db, fixesOf).toArray());
}

async function mergeAll(db: Db, fixesOf: ReadonlyMap<string, readonly Fix[]>): Promise<void> {
  let merges = [...fixesOf].map(([vehicle, fixes]) => mergeNewest(vehicle, fixes));
  for (let tries = 1; merges.length > 0; tries += 1) {
    try {
      await vehiclesIn(db).bulkWrite(merges, { ordered: false });
      return;
    } catch (error) {
      if (!(error instanceof MongoBulkWriteError) || tries === mergeTries) throw error;
      const lost = new Set(duplicatesIn(error));
      merges = merges.filter((_, index) => lost.has(index));
    }
  }
}

/** Which writes met a duplicate key; throws the error on where anything else went wrong as well. */
function duplicatesIn(error: MongoBulkWriteError): readonly number[] {
  const writeErrors = error.result.getWriteErrors();
  const isAllDuplicates = writeErrors.every(({ code }) => code === duplicateKey);
  if (!isAllDuplicates || writeErrors.length === 0 || error.result.getWriteConcernError()) {
    throw error;
  }
  return writeErrors.map(({ index }) => index);
}

function toVehicleFixes({ _id, newest, previous }: VehicleDocument, oldest: Date): VehicleFixes {
  const isPreviousKept = previous !== undefined && previous.time >= oldest;
  return { vehicle: _id, newest, ...(isPreviousKept && { previous }) };
}

import type { DependencyState } from '@fleetman/service-kit';
import {
  MongoServerError,
  type AnyBulkWriteOperation,
  type Collection,
  type Db,
  type Filter,
} from 'mongodb';
import {
  RegistryStore,
  type ListWish,
  type RecordPlace,
  type RegistryChange,
  type RegistryPut,
} from '../registry-store.ts';
import type { RecordKind, StoredRecords } from '../stored-records.ts';
import { MongoLink } from './mongo-link.ts';

/** All kinds are in one collection, so that changes of several are one round trip, in their order. */
interface Entry {
  /** `vehicle/Van 1`: strings sort by their UTF-8 bytes. */
  readonly _id: string;
  /** `device/Van 1` for a device in it. */
  readonly of?: string;
  readonly record: object;
}

type Step = Exclude<RegistryChange, { readonly do: 'trim' }>;

/** Keeps records in MongoDB, in the collection `entries` of the database that the URL names. */
export class MongoRegistryStore extends RegistryStore {
  readonly #link: MongoLink;

  constructor(url: string) {
    super();
    this.#link = new MongoLink(url, (db) => entriesIn(db).createIndex({ of: 1, _id: 1 }));
  }

  get connection(): DependencyState {
    return this.#link.state;
  }

  find<K extends RecordKind>(kind: K, id: string): Promise<StoredRecords[K] | undefined> {
    return this.#link.use(async (db) => {
      const entry = await entriesIn(db).findOne({ _id: nameOf(kind, id) });
      return entry ? recordOf(kind, entry) : undefined;
    });
  }

  list<K extends RecordKind>(kind: K, wish: ListWish = {}): Promise<StoredRecords[K][]> {
    const { of, last, before } = wish;
    const filter: Filter<Entry> = {
      _id: rangeOf(kind, before),
      ...(of !== undefined && { of: nameOf(kind, of) }),
    };
    return this.#link.use(async (db) => {
      const found = entriesIn(db)
        .find(filter)
        .sort({ _id: last === undefined ? 1 : -1 });
      const entries = await (last === undefined ? found : found.limit(last)).toArray();
      return entries.map((entry) => recordOf(kind, entry));
    });
  }

  page(limit: number, after?: RecordPlace): Promise<RegistryPut[]> {
    const filter: Filter<Entry> = after ? { _id: { $gt: nameOf(after.kind, after.id) } } : {};
    return this.#link.use(async (db) => {
      const entries = await entriesIn(db).find(filter).sort({ _id: 1 }).limit(limit).toArray();
      return entries.map(putOf);
    });
  }

  apply(changes: readonly RegistryChange[]): Promise<void> {
    return this.#link.use(async (db) => {
      try {
        await makeAll(db, changes, await newNames(db, changes));
      } catch (error) {
        if (!(error instanceof MongoServerError) || error.code !== duplicateKey) throw error;
        // Somebody else has put one of them meanwhile. Made again, each change does the same.
        await makeAll(db, changes, new Set());
      }
    });
  }

  close(): Promise<void> {
    return this.#link.close();
  }
}

/** From so many puts on it pays to ask first which of them are new: those are inserted ten times as fast. */
const manyPuts = 20;

/** The error of an insertion under a name that is there. */
const duplicateKey = 11_000;

/** The names that changes put and that are not there yet; none if they are few. */
async function newNames(db: Db, changes: readonly RegistryChange[]): Promise<Set<string>> {
  const names = changes.flatMap((change) =>
    change.do === 'put' ? [nameOf(change.kind, change.id)] : [],
  );
  if (names.length < manyPuts) return new Set();
  const known = entriesIn(db).find({ _id: { $in: names } }, { projection: { _id: 1 } });
  const left = new Set(names);
  for await (const { _id } of known) left.delete(_id);
  return left;
}

/** Makes changes in their order; `fresh` are names that are not there, and become fewer. */
async function makeAll(
  db: Db,
  changes: readonly RegistryChange[],
  fresh: Set<string>,
): Promise<void> {
  let steps: AnyBulkWriteOperation<Entry>[] = [];
  const write = async (): Promise<void> => {
    if (steps.length > 0) await entriesIn(db).bulkWrite(steps, { ordered: true });
    steps = [];
  };
  for (const change of changes) {
    if (change.do !== 'trim') steps.push(stepFor(change, fresh));
    else {
      await write();
      await trim(db, change.kind, change.keep);
    }
  }
  await write();
}

function entriesIn(db: Db): Collection<Entry> {
  return db.collection<Entry>('entries');
}

function nameOf(kind: RecordKind, id: string): string {
  return `${kind}/${id}`;
}

/** The names of a kind: `0` is the sign after `/`. */
function rangeOf(kind: RecordKind, before?: string): { $gte: string; $lt: string } {
  return { $gte: `${kind}/`, $lt: before === undefined ? `${kind}0` : nameOf(kind, before) };
}

function recordOf<K extends RecordKind>(_kind: K, { record }: Entry): StoredRecords[K] {
  // Nothing else is put under a name of this kind.
  return record as StoredRecords[K];
}

function putOf({ _id, of, record }: Entry): RegistryPut {
  const kind = _id.slice(0, _id.indexOf('/'));
  const withoutKind = (name: string): string => name.slice(kind.length + 1);
  const owner = of !== undefined && { of: withoutKind(of) };
  // Nothing else is put under a name of this kind.
  return { do: 'put', kind, id: withoutKind(_id), ...owner, record } as RegistryPut;
}

function stepFor(change: Step, fresh: Set<string>): AnyBulkWriteOperation<Entry> {
  const { kind } = change;
  switch (change.do) {
    case 'put': {
      const { id, of, record } = change;
      const replacement = { record, ...(of !== undefined && { of: nameOf(kind, of) }) };
      const filter = { _id: nameOf(kind, id) };
      if (fresh.delete(filter._id))
        return { insertOne: { document: { ...filter, ...replacement } } };
      return { replaceOne: { filter, replacement, upsert: true } };
    }
    case 'remove':
      return { deleteOne: { filter: { _id: nameOf(kind, change.id) } } };
    case 'remove-of':
      return { deleteMany: { filter: { of: nameOf(kind, change.of) } } };
    case 'remove-before':
      return { deleteMany: { filter: { _id: rangeOf(kind, change.before) } } };
  }
}

async function trim(db: Db, kind: RecordKind, keep: number): Promise<void> {
  const names = entriesIn(db).find({ _id: rangeOf(kind) }, { projection: { _id: 1 } });
  const [surplus] = await names.sort({ _id: -1 }).skip(keep).limit(1).toArray();
  if (!surplus) return;
  await entriesIn(db).deleteMany({ _id: { $gte: `${kind}/`, $lte: surplus._id } });
}

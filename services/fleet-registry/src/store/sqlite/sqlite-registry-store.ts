import {
  SqliteFile,
  type DependencyState,
  type SqliteFileOptions,
  type SqlStep,
  type SqlValue,
} from '@fleetman/service-kit';
import {
  RegistryStore,
  type ListWish,
  type RecordPlace,
  type RegistryChange,
  type RegistryPut,
} from '../registry-store.ts';
import type { RecordKind, StoredRecords } from '../stored-records.ts';

/** Ids are compared by their UTF-8 bytes, as SQLite does without being told. */
const schema = [
  `CREATE TABLE records (
     kind TEXT NOT NULL, id TEXT NOT NULL, owner TEXT, record TEXT NOT NULL, PRIMARY KEY (kind, id)
   ) WITHOUT ROWID;
   CREATE INDEX records_of ON records (kind, owner, id) WHERE owner IS NOT NULL;`,
];

/** "Regi" in ASCII, by which a file is told from those of other programs. */
const registryFileKind = 0x52656769;

const findOne = 'SELECT record FROM records WHERE kind = ?1 AND id = ?2';
const pageAfter = `
  SELECT kind, id, owner, record FROM records WHERE (kind, id) > (?1, ?2) ORDER BY kind, id LIMIT ?3`;
const putOne = 'INSERT OR REPLACE INTO records (kind, id, owner, record) VALUES (?, ?, ?, ?)';
const removeOne = 'DELETE FROM records WHERE kind = ?1 AND id = ?2';
const removeOf = 'DELETE FROM records WHERE kind = ?1 AND owner = ?2';
const removeBefore = 'DELETE FROM records WHERE kind = ?1 AND id < ?2';
const trim = `
  DELETE FROM records WHERE kind = ?1 AND id IN (
    SELECT id FROM records WHERE kind = ?1 ORDER BY id DESC LIMIT -1 OFFSET ?2)`;

/** Keeps records in a file of SQLite, which no other process may write to. */
export class SqliteRegistryStore extends RegistryStore {
  readonly #file: SqliteFile;

  /** @param path of the file, absolute; it is made if it is not there. */
  constructor(path: string, log: SqliteFileOptions['log']) {
    super();
    this.#file = new SqliteFile({ path, kind: registryFileKind, schema, log });
  }

  get connection(): DependencyState {
    return this.#file.state;
  }

  /** Resolves when the first try to open the file has ended, well or badly. */
  get begun(): Promise<unknown> {
    return this.#file.begun;
  }

  async find<K extends RecordKind>(kind: K, id: string): Promise<StoredRecords[K] | undefined> {
    const [record] = await this.#read(kind, { sql: findOne, values: [kind, id], width: 2 });
    return record;
  }

  list<K extends RecordKind>(kind: K, wish: ListWish = {}): Promise<StoredRecords[K][]> {
    return this.#read(kind, listStep(kind, wish));
  }

  async page(limit: number, after?: RecordPlace): Promise<RegistryPut[]> {
    const values = [after?.kind ?? '', after?.id ?? '', limit];
    const [found] = await this.#file.read([{ sql: pageAfter, values, width: values.length }]);
    return putsOf(found?.values ?? []);
  }

  /** All changes are one transaction. */
  async apply(changes: readonly RegistryChange[]): Promise<void> {
    await this.#file.write(changes.map(stepOf));
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #read<K extends RecordKind>(_kind: K, step: SqlStep): Promise<StoredRecords[K][]> {
    const [found] = await this.#file.read([step]);
    // Nothing else is put under this kind.
    return (found?.values ?? []).map((text) => JSON.parse(String(text)) as StoredRecords[K]);
  }
}

function listStep(kind: RecordKind, { of, last, before }: ListWish): SqlStep {
  const conditions = [
    { sql: 'kind = ?', values: [kind] },
    ...(of === undefined ? [] : [{ sql: 'owner = ?', values: [of] }]),
    ...(before === undefined ? [] : [{ sql: 'id < ?', values: [before] }]),
  ];
  const values = [
    ...conditions.flatMap((one) => one.values),
    ...(last === undefined ? [] : [last]),
  ];
  const where = conditions.map(({ sql }) => sql).join(' AND ');
  const order = last === undefined ? 'ORDER BY id' : 'ORDER BY id DESC LIMIT ?';
  return {
    sql: `SELECT record FROM records WHERE ${where} ${order}`,
    values,
    width: values.length,
  };
}

function stepOf(change: RegistryChange): SqlStep {
  const { kind } = change;
  switch (change.do) {
    case 'put': {
      const values = [kind, change.id, change.of ?? null, JSON.stringify(change.record)];
      return { sql: putOne, values, width: 4 };
    }
    case 'remove':
      return { sql: removeOne, values: [kind, change.id], width: 2 };
    case 'remove-of':
      return { sql: removeOf, values: [kind, change.of], width: 2 };
    case 'remove-before':
      return { sql: removeBefore, values: [kind, change.before], width: 2 };
    case 'trim':
      return { sql: trim, values: [kind, change.keep], width: 2 };
  }
}

/** Kind, id, owner and record of each row. */
function putsOf(values: readonly SqlValue[]): RegistryPut[] {
  return Array.from({ length: values.length / 4 }, (_, row) => {
    const [kind, id, of, text] = values.slice(row * 4, row * 4 + 4);
    const record: unknown = JSON.parse(String(text));
    // Nothing else is put under this kind.
    return { do: 'put', kind, id, ...(of !== null && { of }), record } as RegistryPut;
  });
}

import type { DependencyState } from '@fleetman/service-kit';
import {
  RegistryStore,
  type ListWish,
  type RecordPlace,
  type RegistryChange,
  type RegistryPut,
} from '../registry-store.ts';
import type { RecordKind, StoredRecords } from '../stored-records.ts';

interface Entry {
  readonly id: string;
  readonly of: string | undefined;
  /** JSON, so that nobody changes a record who has read it. */
  readonly text: string;
}

type Shelf = Map<string, Entry>;

/** Keeps records in this process, for as long as it runs. */
export class InMemoryRegistryStore extends RegistryStore {
  readonly #shelves = new Map<RecordKind, Shelf>();

  get connection(): DependencyState {
    return { connected: true };
  }

  async find<K extends RecordKind>(kind: K, id: string): Promise<StoredRecords[K] | undefined> {
    const entry = this.#shelf(kind).get(id);
    return entry && read(kind, entry);
  }

  async list<K extends RecordKind>(kind: K, wish: ListWish = {}): Promise<StoredRecords[K][]> {
    const { of, last, before } = wish;
    const entries = this.#sorted(kind).filter(
      (entry) =>
        (of === undefined || entry.of === of) && (before === undefined || isBefore(entry, before)),
    );
    const wanted = last === undefined ? entries : entries.slice(-last || entries.length).reverse();
    return wanted.map((entry) => read(kind, entry));
  }

  async page(limit: number, after?: RecordPlace): Promise<RegistryPut[]> {
    const kinds = [...this.#shelves.keys()].sort();
    const puts = kinds.flatMap((kind) => this.#sorted(kind).map((entry) => putOf(kind, entry)));
    const rest = after ? puts.filter((put) => comparePlaces(put, after) > 0) : puts;
    return rest.slice(0, limit);
  }

  async apply(changes: readonly RegistryChange[]): Promise<void> {
    for (const change of changes) this.#make(change);
  }

  async close(): Promise<void> {
    this.#shelves.clear();
  }

  #make(change: RegistryChange): void {
    const shelf = this.#shelf(change.kind);
    switch (change.do) {
      case 'put': {
        const { id, of, record } = change;
        shelf.set(id, { id, of, text: JSON.stringify(record) });
        return;
      }
      case 'remove':
        shelf.delete(change.id);
        return;
      case 'remove-of':
        removeFrom(shelf, (entry) => entry.of === change.of);
        return;
      case 'remove-before':
        removeFrom(shelf, (entry) => isBefore(entry, change.before));
        return;
      case 'trim': {
        const surplus = Math.max(0, shelf.size - change.keep);
        for (const { id } of this.#sorted(change.kind).slice(0, surplus)) shelf.delete(id);
      }
    }
  }

  #shelf(kind: RecordKind): Shelf {
    const shelf = this.#shelves.get(kind) ?? new Map<string, Entry>();
    this.#shelves.set(kind, shelf);
    return shelf;
  }

  #sorted(kind: RecordKind): Entry[] {
    return [...this.#shelf(kind).values()].sort((one, other) => compareIds(one.id, other.id));
  }
}

function read<K extends RecordKind>(_kind: K, { text }: Entry): StoredRecords[K] {
  // Nothing else is put on the shelf of this kind.
  return JSON.parse(text) as StoredRecords[K];
}

function putOf(kind: RecordKind, { id, of, text }: Entry): RegistryPut {
  const record: unknown = JSON.parse(text);
  // Nothing else is put on the shelf of this kind.
  return { do: 'put', kind, id, ...(of !== undefined && { of }), record } as RegistryPut;
}

function comparePlaces(one: RecordPlace, other: RecordPlace): number {
  return compareIds(one.kind, other.kind) || compareIds(one.id, other.id);
}

function removeFrom(shelf: Shelf, isDue: (entry: Entry) => boolean): void {
  for (const entry of shelf.values()) if (isDue(entry)) shelf.delete(entry.id);
}

function isBefore({ id }: Entry, other: string): boolean {
  return compareIds(id, other) < 0;
}

/** By UTF-8, as databases sort, which is not the order of UTF-16. */
function compareIds(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

import type { DependencyState } from '@fleetman/service-kit';
import type { RecordKind, StoredRecords } from './stored-records.ts';

/** Which records of a kind are listed. */
export interface ListWish {
  /** Only those of this vehicle or login; see {@link RegistryChange}. */
  readonly of?: string;
  /** Only so many, the last by their ids first. Without it all, the first by their ids first. */
  readonly last?: number;
  /** Only those whose ids sort before this one. */
  readonly before?: string;
}

/** Puts a record in the place of what was there under this id, if anything was. */
interface Put<K extends RecordKind> {
  readonly do: 'put';
  readonly kind: K;
  readonly id: string;
  /** To whom or what it belongs, if it does: a vehicle's id or a login. */
  readonly of?: string;
  readonly record: StoredRecords[K];
}

/** Puts a record of any kind. */
export type RegistryPut = { [K in RecordKind]: Put<K> }[RecordKind];

/** Where a record is. */
export type RecordPlace = Pick<RegistryPut, 'kind' | 'id'>;

/** One step of a change. */
export type RegistryChange =
  | RegistryPut
  /** Removes one record; nothing happens if there is none. */
  | { readonly do: 'remove'; readonly kind: RecordKind; readonly id: string }
  /** Removes all records of a kind that belong to this vehicle or login. */
  | { readonly do: 'remove-of'; readonly kind: RecordKind; readonly of: string }
  /** Removes all records of a kind whose ids sort before this one. */
  | { readonly do: 'remove-before'; readonly kind: RecordKind; readonly before: string }
  /** Removes the first records of a kind by their ids, until so many are left. */
  | { readonly do: 'trim'; readonly kind: RecordKind; readonly keep: number };

/**
 * Where the registry keeps its records: each is a JSON object of one kind, under an id. Ids sort by their
 * UTF-8 bytes. Records are read as they were put; fields that were undefined are absent.
 *
 * Reading and writing reject with `store-unavailable` while the store cannot be used.
 */
export abstract class RegistryStore {
  /** Whether the store can be used now and, if not, why. */
  abstract get connection(): DependencyState;

  abstract find<K extends RecordKind>(kind: K, id: string): Promise<StoredRecords[K] | undefined>;

  abstract list<K extends RecordKind>(kind: K, wish?: ListWish): Promise<StoredRecords[K][]>;

  /**
   * Up to `limit` records of all kinds, sorted by kind and id, that come after this place; the first without one. Each
   * is the change that puts it where it is. What is put meanwhile may be among them.
   */
  abstract page(limit: number, after?: RecordPlace): Promise<RegistryPut[]>;

  /**
   * Makes changes in this order; what it resolved for outlives the process, where the technology keeps
   * anything. If it rejects, the first of them may have been made, so that an order is safe if each of its
   * beginnings is.
   */
  abstract apply(changes: readonly RegistryChange[]): Promise<void>;

  /** Ends what is in hand and closes the store. Can be called twice. */
  abstract close(): Promise<void>;
}

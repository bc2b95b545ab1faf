import type { Log } from '@fleetman/messaging';
import { isSqliteUrl, sqlitePath } from '@fleetman/service-kit';
import { InMemoryPositionStore } from './memory/in-memory-position-store.ts';
import { MongoPositionStore } from './mongo/mongo-position-store.ts';
import type { PositionStore } from './position-store.ts';
import { SqlitePositionStore } from './sqlite/sqlite-position-store.ts';

/** How a store is opened. */
export interface PositionStoreOptions {
  /** What is older is forgotten, in milliseconds. */
  readonly retentionMs: number;
  /** How many positions the memory store holds. */
  readonly maxPositions: number;
  /** How large the file of the SQLite store may become. */
  readonly maxBytes: number;
  readonly now: () => Date;
  readonly log: Log;
}

/** Opens the store that a URL names: `memory:`, `sqlite:/path/of/file` or `mongodb://…`. The caller closes it. */
export function openPositionStore(url: string, options: PositionStoreOptions): PositionStore {
  if (url === 'memory:') return new InMemoryPositionStore(options);
  if (isSqliteUrl(url)) return new SqlitePositionStore({ ...options, path: sqlitePath(url) });
  return new MongoPositionStore({ ...options, url });
}

import { isSqliteUrl, sqlitePath, type SqliteFileOptions } from '@fleetman/service-kit';
import { InMemoryRegistryStore } from './memory/in-memory-registry-store.ts';
import { MongoRegistryStore } from './mongo/mongo-registry-store.ts';
import type { RegistryStore } from './registry-store.ts';
import { SqliteRegistryStore } from './sqlite/sqlite-registry-store.ts';

/** Opens the store that a URL names, as the settings check it. The caller closes it. */
export function openRegistryStore(url: string, log: SqliteFileOptions['log']): RegistryStore {
  if (url === 'memory:') return new InMemoryRegistryStore();
  if (isSqliteUrl(url)) return new SqliteRegistryStore(sqlitePath(url), log);
  return new MongoRegistryStore(url);
}

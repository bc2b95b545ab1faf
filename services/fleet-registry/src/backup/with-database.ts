import { BackupError, loadConfig, untilConnected } from '@fleetman/service-kit';
import { registryConfig } from '../config.ts';
import { MongoRegistryStore } from '../store/mongo/mongo-registry-store.ts';
import type { RegistryStore } from '../store/registry-store.ts';

/**
 * Does `work` with the database that the registry's settings name, beside a registry that is at work on it, and
 * closes it.
 *
 * @throws BackupError if they name a file or memory, which one process alone can use.
 */
export async function withDatabase<T>(work: (store: RegistryStore) => Promise<T>): Promise<T> {
  const { REGISTRY_STORE_URL: url } = loadConfig(registryConfig);
  if (!url.startsWith('mongodb')) {
    throw new BackupError('REGISTRY_STORE_URL: expected the URL of a MongoDB database');
  }
  const store = new MongoRegistryStore(url);
  try {
    await untilConnected(store);
    return await work(store);
  } finally {
    await store.close();
  }
}

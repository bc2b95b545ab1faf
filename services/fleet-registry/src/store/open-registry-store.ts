import { InMemoryRegistryStore } from './memory/in-memory-registry-store.ts';
import type { RegistryStore } from './registry-store.ts';

/** Opens the store that a URL names, as the settings check it. The caller closes it. */
export function openRegistryStore(url: string): RegistryStore {
  if (url === 'memory:') return new InMemoryRegistryStore();
  throw new Error('There is no store for this URL');
}

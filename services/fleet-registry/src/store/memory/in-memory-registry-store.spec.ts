import { describeRegistryStore } from '../../testing/registry-store.contract.ts';
import { InMemoryRegistryStore } from './in-memory-registry-store.ts';

describeRegistryStore('InMemoryRegistryStore', async () => {
  const store = new InMemoryRegistryStore();
  return { open: async () => store, dispose: () => store.close() };
});

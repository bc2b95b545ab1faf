import type { Log } from '@fleetman/messaging';
import { InMemoryPositionStore } from './memory/in-memory-position-store.ts';
import { MongoPositionStore } from './mongo/mongo-position-store.ts';
import type { PositionStore } from './position-store.ts';

/** How a store is opened. */
export interface PositionStoreOptions {
  /** What is older is forgotten, in milliseconds. */
  readonly retentionMs: number;
  /** How many positions the memory store holds. */
  readonly maxPositions: number;
  readonly now: () => Date;
  readonly log: Log;
}

/** Opens the store that a URL names: `memory:` or `mongodb://…`. The caller closes it. */
export function openPositionStore(url: string, options: PositionStoreOptions): PositionStore {
  return url === 'memory:'
    ? new InMemoryPositionStore(options)
    : new MongoPositionStore({ ...options, url });
}

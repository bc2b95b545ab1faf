import { BackupError, loadConfig, untilConnected } from '@fleetman/service-kit';
import { trackerConfig } from '../config.ts';
import { openPositionStore } from '../store/open-position-store.ts';
import type { PositionStore } from '../store/position-store.ts';

/** The store's outages are told when they end the program; it has no log beside. */
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Does `work` with the store that the tracker's settings name, and closes it. */
export async function withStore<T>(work: (store: PositionStore) => Promise<T>): Promise<T> {
  const config = loadConfig(trackerConfig);
  if (config.STORE_URL === 'memory:') {
    throw new BackupError('STORE_URL: "memory:" given, expected the URL of a database');
  }
  const store = openPositionStore(config.STORE_URL, {
    retentionMs: config.HISTORY_RETENTION,
    maxPositions: config.HISTORY_MAX_POSITIONS,
    maxBytes: config.HISTORY_MAX_MEGABYTES * 1e6,
    now: () => new Date(),
    log,
  });
  try {
    await untilConnected(store);
    return await work(store);
  } finally {
    await store.close();
  }
}

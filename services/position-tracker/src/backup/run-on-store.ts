import { loadConfig } from '@fleetman/service-kit';
import { describeError, pause } from '@fleetman/toolkit';
import { trackerConfig } from '../config.ts';
import { openPositionStore } from '../store/open-position-store.ts';
import type { PositionStore } from '../store/position-store.ts';
import { BackupError } from './backup-error.ts';

/** How long the database may take to be there. */
const patienceMs = 30_000;
const lookEveryMs = 100;

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

async function untilConnected(store: PositionStore): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!store.connection.connected) {
    if (Date.now() > deadline) throw new BackupError(store.connection.reason);
    await pause(lookEveryMs);
  }
}

/**
 * Runs a program of one task: what it has to say goes to standard error, since standard output is the
 * backup's, and its exit code is 1 where it failed.
 */
export async function runProgram(name: string, task: () => Promise<string>): Promise<void> {
  // As process 1 of a container it would not die of a signal by itself.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  try {
    say(name, await task());
  } catch (error) {
    say(name, describeError(error));
    // A writer that still holds our standard input would keep the process.
    process.exit(1);
  }
}

function say(name: string, message: string): void {
  process.stderr.write(`${name}: ${message}\n`);
}

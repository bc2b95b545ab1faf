import { describeError, pause } from '@fleetman/toolkit';
import type { DependencyState } from '../watching/readiness.ts';

/** How long a database may take to be there. */
const patienceMs = 30_000;
const lookEveryMs = 100;

/**
 * Runs a program of one task: what it has to say goes to standard error, since standard output may be a
 * backup's, and its exit code is 1 if it failed.
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

/** Resolves when a store can be used; rejects with its reason if it cannot within 30 s. */
export async function untilConnected(store: {
  readonly connection: DependencyState;
}): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!store.connection.connected) {
    if (Date.now() > deadline) throw new Error(store.connection.reason);
    await pause(lookEveryMs);
  }
}

function say(name: string, message: string): void {
  process.stderr.write(`${name}: ${message}\n`);
}

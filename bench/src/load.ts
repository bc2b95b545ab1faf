import { setTimeout as delay } from 'node:timers/promises';
import type { PositionQueue } from '@fleetman/messaging';
import type { ObservedProcess } from './observed-process.ts';
import { reportChunks } from './report-stream.ts';

/** How far the publisher may run ahead of the store: enough to keep it busy, not to flood it. */
const maxAhead = 20_000;
const chunkSize = 1_000;

/** A closed loop of load. */
export interface LoadOptions {
  readonly queue: PositionQueue;
  /** How many reports are stored by now, since the process started. */
  readonly countStored: () => Promise<number>;
  readonly processes: readonly ObservedProcess[];
  readonly seconds: number;
}

/** Publishes for some seconds as fast as reports are stored; resolves with reports stored a second. */
export async function drive({
  queue,
  countStored,
  processes,
  seconds,
}: LoadOptions): Promise<number> {
  const chunks = reportChunks(chunkSize);
  const before = await countStored();
  const start = performance.now();
  let published = 0;
  while (performance.now() - start < seconds * 1_000) {
    await queue.publish(chunks.next().value);
    published += chunkSize;
    while (published - ((await countStored()) - before) > maxAhead) await delay(20);
    for (const process of processes) process.look();
  }
  const stored = (await countStored()) - before;
  return stored / ((performance.now() - start) / 1_000);
}

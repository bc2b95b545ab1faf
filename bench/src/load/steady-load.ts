import type { PositionReport } from '@fleetman/contract';
import type { PositionQueue } from '@fleetman/messaging';

/** Small, since vehicles do not report all at once. */
const everyMs = 10;

/** Publishes at a constant rate, whatever becomes of it; the returned function ends it. */
export function startSteadyLoad(
  queue: PositionQueue,
  chunk: () => readonly PositionReport[],
): () => Promise<void> {
  const underWay = new Set<Promise<void>>();
  let dueAt = performance.now();
  const timer = setInterval(() => {
    for (; dueAt <= performance.now(); dueAt += everyMs) {
      const publishing = queue.publish(chunk());
      underWay.add(publishing);
      void publishing.finally(() => underWay.delete(publishing));
    }
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await Promise.all(underWay);
  };
}

/** How many reports a chunk has at a rate of so many a second. */
export function chunkFor(rate: number): number {
  return Math.max(1, Math.round((rate * everyMs) / 1_000));
}

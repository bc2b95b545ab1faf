import type { PositionReport } from '@fleetman/contract';
import type { PositionQueue } from '../position-queue.ts';
import { eventually } from './eventually.ts';

/** Publishes until the broker has confirmed, and says how often it was refused before. */
export async function publishUntilConfirmed(
  queue: PositionQueue,
  reports: readonly PositionReport[],
  deadlineMs?: number,
): Promise<number> {
  let tries = 0;
  await eventually(async () => {
    tries += 1;
    await queue.publish(reports);
  }, deadlineMs);
  return tries - 1;
}

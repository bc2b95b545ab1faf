import { setTimeout as delay } from 'node:timers/promises';

/** Resolves as soon as the assertion holds; after `deadlineMs` throws what it threw last. */
export async function eventually(
  assertion: () => void | Promise<void>,
  deadlineMs = 4_000,
): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  for (;;) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(5);
    }
  }
}

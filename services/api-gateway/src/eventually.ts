import { setTimeout as delay } from 'node:timers/promises';

/** How long a spec waits before it fails, in milliseconds: below jest's own limit of 5 s. */
const patienceMs = 4_000;

/** Repeats an assertion until it holds; past the deadline its last failure is the spec's. */
export async function eventually(assertion: () => void | Promise<void>): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      await assertion();
      return;
    } catch (error) {
      // Not yet: what is awaited happens in the background.
      if (performance.now() > deadline) throw error;
    }
    await delay(5);
  }
}

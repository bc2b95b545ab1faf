import { backOffDelay, pause } from '@fleetman/toolkit';

/** Pauses between two tries. */
const retry = { firstMs: 500, maxMs: 15_000 };

/**
 * Resolves with what `load` gives once that can be had; never rejects.
 *
 * @param wait pauses for so many milliseconds after a try that failed.
 */
export async function keepTrying<Part>(
  load: () => Promise<Part>,
  wait: (ms: number) => Promise<void> = pause,
): Promise<Part> {
  for (let failures = 1; ; failures++) {
    try {
      return await load();
    } catch {
      await wait(backOffDelay(failures, retry));
    }
  }
}

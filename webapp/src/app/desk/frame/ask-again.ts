import { pause } from '@fleetman/toolkit';

/**
 * Asks one question after the other, with a pause between them, until the signal ends it. A question that fails
 * changes nothing: the next one follows.
 */
export async function askAgain(
  ask: () => Promise<void>,
  pauseMs: number,
  ended: AbortSignal,
): Promise<void> {
  const hasEnded = () => ended.aborted;
  while (!hasEnded()) {
    await ask().catch(() => undefined);
    await pause(pauseMs, ended);
  }
}

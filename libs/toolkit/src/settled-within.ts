import { pause } from './pause.ts';

/** Resolves when the promise is settled, either way, or after `ms` milliseconds. */
export async function settledWithin(ms: number, promise: Promise<unknown>): Promise<void> {
  const patience = new AbortController();
  await Promise.race([Promise.allSettled([promise]), pause(ms, patience.signal)]);
  patience.abort();
}

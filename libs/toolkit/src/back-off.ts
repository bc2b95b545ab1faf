/** The first pause between two tries, and the longest that it grows to. */
export interface BackOff {
  readonly firstMs: number;
  readonly maxMs: number;
}

/** Short enough that nobody waits for a server that is back, long enough to leave it alone. */
export const patientBackOff: BackOff = { firstMs: 100, maxMs: 5_000 };

/**
 * How long to wait after the failed try number `attempt` (from 1), in milliseconds: doubling, up to
 * `maxMs`. A random half of it is jitter, so that many clients do not come back at the same moment.
 */
export function backOffDelay(attempt: number, backOff: BackOff, random = Math.random): number {
  const longest = Math.min(backOff.maxMs, backOff.firstMs * 2 ** (attempt - 1));
  return Math.round(longest * (0.5 + random() / 2));
}

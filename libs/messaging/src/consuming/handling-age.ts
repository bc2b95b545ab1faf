/** Clocks of two machines may differ by so much, in milliseconds. */
const clockToleranceMs = 5_000;

/** An age beyond the histogram's last bucket (10 min) says no more than this one, in milliseconds. */
const maxAgeMs = 3_600_000;

/** No queue is that far behind: who says so has a wrong clock, or means harm. In milliseconds. */
const absurdAgeMs = 30 * 86_400_000;

/**
 * How long ago a message was published that says so of itself, in milliseconds up to one hour. Anybody can
 * write that header: `undefined` if it says nothing, or what cannot be.
 */
export function handlingAge(publishedAt: unknown, now: number): number | undefined {
  if (typeof publishedAt !== 'number') return undefined;
  const age = now - publishedAt;
  if (!(age >= -clockToleranceMs && age <= absurdAgeMs)) return undefined;
  return Math.min(Math.max(age, 0), maxAgeMs);
}

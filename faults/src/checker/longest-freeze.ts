import type { LogEvent } from '../log/log-event.ts';
import type { FaultWindow } from './fault-windows.ts';

/**
 * The longest time in which a page showed nothing new, in milliseconds: of all gaps between two updates
 * that touch the time from the fault's begin until its harm was over.
 */
export function longestFreeze(
  events: readonly LogEvent[],
  { begun, recovered = Infinity }: FaultWindow,
): number {
  const lastAt = new Map<number, number>();
  let longest = 0;
  for (const event of events) {
    if (event.kind !== 'shown') continue;
    const { page, at } = event;
    const before = lastAt.get(page);
    lastAt.set(page, at);
    if (before === undefined || at < begun || before > recovered) continue;
    longest = Math.max(longest, at - before);
  }
  // A page that never shows anything again.
  if (recovered === Infinity) return Infinity;
  for (const at of lastAt.values()) if (at < recovered) longest = Math.max(longest, recovered - at);
  return longest;
}

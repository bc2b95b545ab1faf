import { FleetmanError } from '@fleetman/service-kit';

/** What lets in without a login ends within a year and a few days. */
const longestMs = 370 * 24 * 3_600_000;

/** @throws FleetmanError `query-invalid` if a time is past, or more than a year away. */
export function checkEnd(until: string, now: Date): void {
  const afterMs = new Date(until).getTime() - now.getTime();
  if (afterMs > 0 && afterMs <= longestMs) return;
  const expected = 'expected a time in the future, at most a year from now';
  throw new FleetmanError('query-invalid', `until: ${until} given, ${expected}`);
}

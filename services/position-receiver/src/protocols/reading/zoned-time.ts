/** `2026-11-30 10:00:00`, as Traccar's protocols write a time of UTC. */
const withoutZone = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?$/;

/**
 * A time of a form for the contract's reader: absent it is the time of receipt, and without a zone it is
 * UTC, as Traccar reads it.
 */
export function zonedTime(given: string | null, receivedAt: Date): string {
  if (given === null || given === '') return receivedAt.toISOString();
  return withoutZone.test(given) ? `${given}Z` : given;
}

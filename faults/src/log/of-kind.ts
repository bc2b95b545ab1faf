import type { LogEvent } from './log-event.ts';

/** The events of one kind, in their order. */
export function ofKind<K extends LogEvent['kind']>(
  events: readonly LogEvent[],
  kind: K,
): Extract<LogEvent, { kind: K }>[] {
  return events.filter((event): event is Extract<LogEvent, { kind: K }> => event.kind === kind);
}

import {
  encodeReports,
  type PositionReport,
  type Refusal,
  type RefusalCause,
} from '@fleetman/contract';
import type { DeadLetter } from '../../dead-letter.ts';
import type { Delivery } from '../delivery.ts';

/**
 * The dead letters of a batch: those of messages that cannot be read, and one for all reports of a message
 * that the handler refused for one cause.
 */
export function lettersOf(
  batch: readonly Delivery[],
  refusals: readonly Refusal[],
): readonly DeadLetter[] {
  const unreadable = batch.flatMap((delivery) => delivery.unreadable);
  if (refusals.length === 0) return unreadable;
  const messageOf = new Map<PositionReport, number>();
  for (const [message, { reports }] of batch.entries()) {
    for (const report of reports) messageOf.set(report, message);
  }
  const groups = Map.groupBy(
    refusals,
    ({ report, cause }) => `${messageOf.get(report) ?? ''} ${cause}`,
  );
  return [...unreadable, ...[...groups.values()].map(letterOf)];
}

function letterOf(refusals: readonly Refusal[]): DeadLetter {
  const [first] = refusals;
  const cause: RefusalCause = first?.cause ?? 'schema';
  const [detail, count] = [first?.detail ?? '', refusals.length];
  return {
    cause,
    detail: count > 1 ? `${count} reports of one message: ${detail}` : detail,
    body: encodeReports(refusals.map(({ report }) => report)),
    counts: new Map([[cause, count]]),
  };
}

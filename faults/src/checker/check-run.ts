import { fixId, type LogEvent } from '../log/log-event.ts';
import { ofKind } from '../log/of-kind.ts';
import { checkAnswers } from './check-answers.ts';
import { checkMessages } from './check-messages.ts';
import type { Finding } from './finding.ts';
import { longestFreeze } from './longest-freeze.ts';
import type { Outcome } from './outcome.ts';
import { faultWindows, windowAt, type FaultWindow } from './fault-windows.ts';

/**
 * Judges a run by its log: one outcome a fault, in their order. A message counts for the fault that was
 * the last to begin before it was attempted; what belongs to no time, for the last fault.
 */
export function checkRun(events: readonly LogEvent[]): Outcome[] {
  const windows = faultWindows(events);
  const messages = checkMessages(events);
  const unexpected = [...messages.unexpected, ...checkAnswers(events)];
  const failures = events.flatMap((event): Finding[] =>
    event.kind === 'asked' && event.failure !== undefined
      ? [{ text: `${new Date(event.at).toISOString()} ${event.failure}`, at: event.at }]
      : [],
  );
  const attempts = ofKind(events, 'attempted');
  const attemptedAt = new Map(attempts.map(({ id, at }) => [id, at]));
  const confirmed = new Set(ofKind(events, 'confirmed').map(({ id }) => id));
  const stored = ofKind(events, 'found').map(({ fix }) => fixId(fix));
  return windows.map((window) => {
    const count = (ids: Iterable<string>) =>
      [...ids].filter((id) => windowAt(windows, attemptedAt.get(id)) === window).length;
    const texts = (findings: readonly Finding[]) =>
      findings.filter(({ at }) => windowAt(windows, at) === window).map(({ text }) => text);
    return {
      fault: window.name,
      attempted: count(attemptedAt.keys()),
      confirmed: count(confirmed),
      stored: count(stored),
      parked: count(messages.parked),
      lost: texts(messages.lost),
      duplicated: texts(messages.duplicated),
      unexpected: texts(unexpected),
      recoveryMs: recoveryOf(window),
      asked: ofKind(events, 'asked').filter(({ at }) => windowAt(windows, at) === window).length,
      failures: texts(failures),
      freezeMs: longestFreeze(events, window),
    };
  });
}

function recoveryOf({ ended, recovered }: FaultWindow): number | undefined {
  return ended === undefined || recovered === undefined ? undefined : recovered - ended;
}

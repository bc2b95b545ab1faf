import { nthHash } from '@fleetman/toolkit';
import type { Disturbance } from './disturbance.ts';

/** A span of time: after its start, up to and including its end, in milliseconds since 1970. */
export interface Span {
  readonly afterMs: number;
  readonly untilMs: number;
}

/** Something that happens to a vehicle once in each period, at a moment that looks random. */
interface Recurrence {
  readonly seed: number;
  readonly periodMs: number;
  readonly leastMs: number;
  readonly mostMs: number;
}

const minuteMs = 60_000;

/** The receiver is blind or off: a tunnel, a garage. */
const silence = { periodMs: 30 * minuteMs, leastMs: minuteMs, mostMs: 4 * minuteMs } as const;

/** No network: what the device keeps arrives in one burst when it is back. */
const offline = { periodMs: 60 * minuteMs, leastMs: 3 * minuteMs, mostMs: 12 * minuteMs } as const;

/**
 * The times of the reports that are delivered in a span, in the order of delivery. Without noise these are the
 * times in it; silences are cut out, and reports without a network are delivered when it is back. Spans that
 * follow one another deliver each report once.
 */
export function deliveredIn(span: Span, disturbance: Disturbance | undefined): readonly Span[] {
  const kinds = disturbance?.noise.kinds;
  if (!kinds?.has('late') && !kinds?.has('silences')) return [span];
  const { seed = 0 } = disturbance ?? {};
  const late = kinds.has('late') ? during(span, { ...offline, seed: nthHash(seed, -1) }) : [];
  const bursts = late.filter(({ untilMs }) => untilMs > span.afterMs && untilMs <= span.untilMs);
  const parts = late.length === 0 ? [span] : [...without(span, late), ...bursts];
  const inOrder = parts.toSorted((a, b) => a.afterMs - b.afterMs);
  if (!kinds.has('silences')) return inOrder;
  const silences = { ...silence, seed: nthHash(seed, -2) };
  return inOrder.flatMap((part) => without(part, during(part, silences)));
}

/** The occurrences that overlap a span, or end in it. */
function during(span: Span, recurrence: Recurrence): readonly Span[] {
  const { seed, periodMs } = recurrence;
  const offsetMs = seed % periodMs;
  const last = Math.floor((span.untilMs - offsetMs) / periodMs);
  const found: Span[] = [];
  for (let n = Math.floor((span.afterMs - offsetMs) / periodMs); n <= last; n++) {
    const each = occurrence(recurrence, n, offsetMs);
    if (each.untilMs > span.afterMs && each.afterMs < span.untilMs) found.push(each);
  }
  return found;
}

function occurrence(
  { seed, periodMs, leastMs, mostMs }: Recurrence,
  period: number,
  offsetMs: number,
): Span {
  const [length, moment] = [nthHash(seed, 2 * period), nthHash(seed, 2 * period + 1)];
  const lengthMs = Math.round(leastMs + (length / 2 ** 32) * (mostMs - leastMs));
  const startMs = Math.round((moment / 2 ** 32) * (periodMs - lengthMs));
  const afterMs = period * periodMs + offsetMs + startMs;
  return { afterMs, untilMs: afterMs + lengthMs };
}

/** What is left of a span outside of others, which are in order and apart. */
function without(span: Span, others: readonly Span[]): readonly Span[] {
  const parts: Span[] = [];
  let { afterMs } = span;
  for (const other of others) {
    if (other.afterMs > afterMs) parts.push({ afterMs, untilMs: other.afterMs });
    afterMs = Math.max(afterMs, other.untilMs);
  }
  if (afterMs < span.untilMs) parts.push({ afterMs, untilMs: span.untilMs });
  return parts;
}

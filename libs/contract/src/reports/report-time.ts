import { isWithoutZone, parseInstant, parseWritten, timeFormat } from '../instant.ts';
import { readNumber } from './field-kinds.ts';

/** The greatest time that is written with four digits of year, in milliseconds since 1970. */
const latestMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * From these on a number of seconds is one of milliseconds, microseconds, nanoseconds: each boundary
 * lies in the year 5138 in the smaller unit and in 1973 in the greater.
 */
const units = [
  { below: 1e11, perMs: 1e-3 },
  { below: 1e14, perMs: 1 },
  { below: 1e17, perMs: 1e3 },
  { below: Infinity, perMs: 1e6 },
] as const;

const expected = `${timeFormat}, or seconds or milliseconds since 1970`;

/**
 * Reads a report's time: ISO 8601 with a zone, or seconds or milliseconds since 1970 as a number or as
 * its digits. Answers what was expected instead, as the end of a sentence, for anything else.
 */
export function readReportTime(given: unknown): Date | { readonly expected: string } {
  const written = typeof given === 'string' ? parseWritten(given) : undefined;
  if (written) return written;
  const count = readNumber(given);
  if (count !== undefined) return sinceEpoch(count) ?? { expected };
  if (typeof given !== 'string') return { expected };
  return parseInstant(given) ?? { expected: isWithoutZone(given) ? withZone : expected };
}

const withZone = 'expected a zone at its end, like Z or +01:00';

function sinceEpoch(count: number): Date | undefined {
  const { perMs } = units.find(({ below }) => Math.abs(count) < below) ?? units[0];
  const ms = Math.round(count / perMs);
  return Math.abs(ms) <= latestMs ? new Date(ms) : undefined;
}

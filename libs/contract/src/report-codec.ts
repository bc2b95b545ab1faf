import type * as z from 'zod';
import { earliestReportTime, positionReport, type PositionReport } from './position-report.ts';
import type { RefusalCause } from './refusal.ts';

/** The most reports that one message may hold (a telematics unit's batch). */
export const maxReportsPerMessage = 1_000;

/** A part of a message that cannot be a report: what it was, and why. */
export interface UnreadableReport {
  readonly cause: RefusalCause;
  /** One sentence: what was given and what was expected. */
  readonly detail: string;
  /** The part as it came, for the dead-letter queue. */
  readonly body: string;
}

/** What a message holds: the valid reports in their order, and the parts that are none. */
export interface DecodedReports {
  readonly reports: readonly PositionReport[];
  readonly unreadable: readonly UnreadableReport[];
}

/** Writes one report, or several as an array, as the body of a message (JSON). */
export function encodeReports(reports: readonly PositionReport[]): string {
  return JSON.stringify(reports.length === 1 ? reports[0] : reports);
}

/**
 * Reads the body of a message: one report or an array of up to 1,000. Never throws. One bad report
 * beside good ones costs only itself.
 */
export function decodeReports(body: string): DecodedReports {
  const parsed = parseJson(body);
  if ('error' in parsed) {
    return refuseWhole(body, 'not-json', `expected JSON: ${parsed.error}`);
  }
  if (!Array.isArray(parsed.value)) return decodeEach([parsed.value]);
  const count = parsed.value.length;
  if (count > maxReportsPerMessage) {
    const detail = `${count} reports in one message, expected at most ${maxReportsPerMessage}`;
    return refuseWhole(body, 'schema', detail);
  }
  return decodeEach(parsed.value);
}

function refuseWhole(body: string, cause: RefusalCause, detail: string): DecodedReports {
  return { reports: [], unreadable: [{ cause, detail, body }] };
}

function parseJson(text: string): { value: unknown } | { error: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    // The only thing JSON.parse throws is a SyntaxError: the sender's mistake, not ours.
    return { error: (error as SyntaxError).message };
  }
}

function decodeEach(values: readonly unknown[]): DecodedReports {
  const reports: PositionReport[] = [];
  const unreadable: UnreadableReport[] = [];
  for (const value of values) {
    const result = decodeOne(value);
    if ('report' in result) reports.push(result.report);
    else unreadable.push({ ...result, body: JSON.stringify(value) });
  }
  return { reports, unreadable };
}

function decodeOne(
  value: unknown,
): { report: PositionReport } | { cause: RefusalCause; detail: string } {
  const result = positionReport.safeParse(value);
  if (!result.success) return { cause: 'schema', detail: describeIssues(result.error, value) };
  if (result.data.time < earliestReportTime) {
    const detail = `time: ${result.data.time.toISOString()} given, expected 2000 or later`;
    return { cause: 'too-old', detail };
  }
  return { report: result.data };
}

/** `lat: 91 given, expected a number from -90 to 90`, one clause a field. */
function describeIssues(error: z.ZodError, value: unknown): string {
  return error.issues
    .map((issue) => {
      const field = issue.path.join('.');
      const given = field ? (value as Record<string, unknown>)[field] : value;
      return `${field || 'report'}: ${shorten(given)} given, ${issue.message}`;
    })
    .join('; ');
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) return 'nothing';
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

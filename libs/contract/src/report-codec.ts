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

/**
 * Writes one report, or several as an array, as the body of a message (JSON). Throws a `RangeError`
 * for more than 1,000, which no reader would take.
 */
export function encodeReports(reports: readonly PositionReport[]): string {
  if (reports.length > maxReportsPerMessage) {
    throw new RangeError(tooMany(reports.length));
  }
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
  if (!Array.isArray(parsed.value)) return decodeParts([parsed.value], () => body);
  const count = parsed.value.length;
  if (count > maxReportsPerMessage) return refuseWhole(body, 'schema', tooMany(count));
  return decodeParts(parsed.value, writePart);
}

function tooMany(count: number): string {
  return `${count} reports in one message, expected at most ${maxReportsPerMessage}`;
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

function decodeParts(parts: readonly unknown[], write: (part: unknown) => string): DecodedReports {
  const reports: PositionReport[] = [];
  const unreadable: UnreadableReport[] = [];
  for (const part of parts) {
    const result = decodePart(part);
    if ('report' in result) reports.push(result.report);
    else unreadable.push({ ...result, body: write(part) });
  }
  return { reports, unreadable };
}

/** One part of an array as JSON again; nested thousands of levels deep, without what is nested. */
function writePart(part: unknown): string {
  try {
    return JSON.stringify(part);
  } catch {
    // JSON.parse reads any depth, JSON.stringify throws a RangeError when its stack is used up.
    const fields = Object.entries(part as object).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'object' ? null : value,
    ]);
    return JSON.stringify(Object.fromEntries(fields));
  }
}

function decodePart(
  part: unknown,
): { report: PositionReport } | { cause: RefusalCause; detail: string } {
  const result = positionReport.safeParse(part);
  if (!result.success) return { cause: 'schema', detail: describeIssues(result.error, part) };
  if (result.data.time < earliestReportTime) {
    const detail = `time: ${result.data.time.toISOString()} given, expected 2000 or later`;
    return { cause: 'too-old', detail };
  }
  return { report: result.data };
}

/** `lat: 91 given, expected a number from -90 to 90`, one clause a field. */
function describeIssues(error: z.ZodError, part: unknown): string {
  return error.issues
    .map((issue) => {
      const [field] = issue.path;
      if (field === undefined) return `report: ${show(part)} given, ${issue.message}`;
      // An issue has a path only where the part is an object.
      const fields = part as Readonly<Record<PropertyKey, unknown>>;
      const name = field === 'lng' && !('lng' in fields) && 'long' in fields ? 'long' : field;
      return `${String(name)}: ${show(fields[name])} given, ${issue.message}`;
    })
    .join('; ');
}

/** A value of JSON for a person: short, whatever was sent. */
function show(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'nothing';
    case 'string':
      return JSON.stringify(value.slice(0, 120)) + (value.length > 120 ? '…' : '');
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? 'an array' : 'an object';
    default:
      return String(value);
  }
}

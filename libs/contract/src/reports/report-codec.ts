import type { PositionReport } from './position-report.ts';
import { parseReportJson } from './parse-report-json.ts';
import { readReport } from './read-report.ts';
import type { RefusalCause } from './refusal.ts';
import type { OptionalField } from './report-fields.ts';

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

/** How many reports of a message lost a field because what was given for it says nothing. */
export type IgnoredFields = Readonly<Partial<Record<OptionalField, number>>>;

/** What a message holds: the valid reports in their order, and the parts that are none. */
export interface DecodedReports {
  readonly reports: readonly PositionReport[];
  readonly unreadable: readonly UnreadableReport[];
  /** Only of `reports`; a field that nobody lost is absent. */
  readonly ignored: IgnoredFields;
}

/**
 * Writes one report, or several as an array, as the body of a message (JSON). Throws a `RangeError`
 * for more than 1,000, which no reader would take.
 */
export function encodeReports(reports: readonly PositionReport[]): string {
  if (reports.length > maxReportsPerMessage) {
    throw new RangeError(tooMany(reports.length));
  }
  const plain = reports.map(plainReport);
  return JSON.stringify(plain.length === 1 ? plain[0] : plain);
}

/** With its time as a text already: `JSON.stringify` takes twice as long to ask each date for it. */
function plainReport(report: PositionReport) {
  const plain = { ...report, time: report.time.toISOString() };
  if (report.attributes === undefined) return plain;
  // Of our own making.
  return { ...plain, attributes: JSON.parse(report.attributes) as unknown };
}

/**
 * Reads the body of a message: one report or an array of up to 1,000. Never throws, and takes time in
 * proportion to the body, whatever it holds. One bad report beside good ones costs only itself.
 */
export function decodeReports(body: string): DecodedReports {
  const parsed = parseReportJson(body);
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
  return { reports: [], unreadable: [{ cause, detail, body }], ignored: {} };
}

function decodeParts(parts: readonly unknown[], write: (part: unknown) => string): DecodedReports {
  const reports: PositionReport[] = [];
  const unreadable: UnreadableReport[] = [];
  const ignored: Partial<Record<OptionalField, number>> = {};
  for (const part of parts) {
    const result = readReport(part);
    if ('problem' in result) {
      unreadable.push({ cause: 'schema', detail: result.problem, body: write(part) });
      continue;
    }
    reports.push(result.report);
    for (const field of result.ignored) ignored[field] = (ignored[field] ?? 0) + 1;
  }
  return { reports, unreadable, ignored };
}

/** No report has deeper values; JSON.stringify takes time in proportion to the square of the depth. */
const maxDepth = 32;

/** One part of an array as JSON again; nested more deeply than any report, without what is nested. */
function writePart(part: unknown): string {
  if (!isDeeperThan(part, maxDepth)) return JSON.stringify(part);
  const fields = Object.entries(part as object).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'object' ? null : value,
  ]);
  return JSON.stringify(Object.fromEntries(fields));
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}

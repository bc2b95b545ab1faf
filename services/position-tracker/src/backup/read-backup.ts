import { decodeReports, type PositionReport } from '@fleetman/contract';
import { describeError } from '@fleetman/toolkit';
import { BackupError } from './backup-error.ts';
import { backupFooter, backupHeader } from './backup-format.ts';

/** Far above the longest report; a file without line ends is not gathered in memory. */
const longestLine = 65_536;

/** How much of a line an error shows. */
const longestExcerpt = 80;

/**
 * The reports of a backup's text, one by one. Throws a {@link BackupError} that names the line where
 * that is not what a backup holds, where the text breaks off, and where the footer counts differently.
 * Only who has taken the last report knows that all were there.
 */
export async function* readBackup(
  text: AsyncIterable<string>,
): AsyncGenerator<PositionReport, void, undefined> {
  let line = 0;
  let reports = 0;
  let isComplete = false;
  for await (const content of linesOf(text)) {
    line += 1;
    if (isComplete) throw new BackupError(`line ${line}: expected nothing after the footer`);
    if (line === 1) checkHeader(content);
    else if (isFooter(content)) {
      checkCount(content, { line, reports });
      isComplete = true;
    } else {
      yield readReport(content, line);
      reports += 1;
    }
  }
  if (!isComplete) {
    throw new BackupError(
      `the file breaks off after line ${line}: expected more reports or a footer`,
    );
  }
}

/** The lines of a text, whose pieces end anywhere. Names the line at which the text cannot be read. */
async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let rest = '';
  let line = 0;
  try {
    for await (const piece of text) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > longestLine) {
        throw new BackupError(`the next one has more than ${longestLine} characters`);
      }
      line += lines.length;
      yield* lines;
    }
  } catch (error) {
    // gzip's own words for a file that was cut off, damaged, or never was gzipped.
    const why = describeError(error);
    throw new BackupError(`the file cannot be read after line ${line}: ${why}`, { cause: error });
  }
  if (rest !== '') yield rest;
}

function checkHeader(content: string): void {
  if (backupHeader.safeParse(parse(content)).success) return;
  throw new BackupError(
    `line 1: ${show(content)} given, expected the header of a Fleetman backup, version 1`,
  );
}

/** No report begins so: its fields are written in one order, the vehicle first. */
function isFooter(content: string): boolean {
  return content.startsWith('{"reports":');
}

function checkCount(content: string, found: { line: number; reports: number }): void {
  const { data } = backupFooter.safeParse(parse(content));
  if (data?.reports === found.reports) return;
  throw new BackupError(
    `line ${found.line}: ${show(content)} given, but ${found.reports} reports stand before it`,
  );
}

function readReport(content: string, line: number): PositionReport {
  const { reports, unreadable } = decodeReports(content);
  const [report] = reports;
  if (report && reports.length === 1 && unreadable.length === 0) return report;
  const why = unreadable[0]?.detail ?? 'expected one report';
  throw new BackupError(`line ${line}: ${why}`);
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    // A SyntaxError: no schema takes `undefined`, and its message shows the line.
    return undefined;
  }
}

function show(content: string): string {
  return content.length > longestExcerpt ? `${content.slice(0, longestExcerpt)}…` : content;
}

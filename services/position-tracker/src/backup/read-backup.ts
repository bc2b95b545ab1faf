import { decodeReports, type PositionReport } from '@fleetman/contract';
import { BackupError, backupLines, excerptOf, parseBackupLine } from '@fleetman/service-kit';
import { backupFooter, backupHeader } from './backup-format.ts';

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
  for await (const content of backupLines(text)) {
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

function checkHeader(content: string): void {
  if (backupHeader.safeParse(parseBackupLine(content)).success) return;
  throw new BackupError(
    `line 1: ${excerptOf(content)} given, expected the header of a Fleetman backup, version 1`,
  );
}

/** No report begins so: its fields are written in one order, the vehicle first. */
function isFooter(content: string): boolean {
  return content.startsWith('{"reports":');
}

function checkCount(content: string, found: { line: number; reports: number }): void {
  const { data } = backupFooter.safeParse(parseBackupLine(content));
  if (data?.reports === found.reports) return;
  throw new BackupError(
    `line ${found.line}: ${excerptOf(content)} given, but ${found.reports} reports stand before it`,
  );
}

function readReport(content: string, line: number): PositionReport {
  const { reports, unreadable } = decodeReports(content);
  const [report] = reports;
  if (report && reports.length === 1 && unreadable.length === 0) return report;
  const why = unreadable[0]?.detail ?? 'expected one report';
  throw new BackupError(`line ${line}: ${why}`);
}

import { backupInput, BackupError, runProgram } from '@fleetman/service-kit';
import { describeError } from '@fleetman/toolkit';
import { readBackup } from './backup/read-backup.ts';
import { restoreReports } from './backup/restore-reports.ts';
import { withStore } from './backup/run-on-store.ts';

/**
 * `node dist/restore.js < FILE`: saves what a backup holds into the tracker's store. With `--check` it
 * only reads the file to its end, so that a broken one is noticed before any of it is stored.
 */
await runProgram('restore', () => {
  const given = process.argv.slice(2).join(' ');
  if (given === '') return restore();
  if (given === '--check') return check();
  throw new BackupError(`"${given}" given, expected --check or nothing`);
});

async function check(): Promise<string> {
  const counts = { reports: 0, added: 0 };
  await restoreReports(readBackup(backupInput()), async () => ({ added: 0 }), counts);
  return `the file is whole and holds ${counts.reports} reports`;
}

async function restore(): Promise<string> {
  const counts = { reports: 0, added: 0 };
  try {
    await withStore((store) =>
      restoreReports(readBackup(backupInput()), (reports) => store.saveAll(reports), counts),
    );
  } catch (error) {
    const message = `${describeError(error)} (after ${counts.reports} reports were stored)`;
    throw new BackupError(message, { cause: error });
  }
  return `${counts.reports} reports, ${counts.added} of them new`;
}

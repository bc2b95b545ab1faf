import { backupInput, BackupError, runProgram } from '@fleetman/service-kit';
import { readRegistryBackup, restoreRecords } from './backup/registry-backup.ts';
import { withDatabase } from './backup/with-database.ts';

/**
 * `node dist/restore.js < FILE`: puts what a backup holds into the registry's database. With `--check` it only
 * reads the file to its end, so that a broken one is noticed before any of it is stored.
 */
await runProgram('restore', () => {
  const given = process.argv.slice(2).join(' ');
  if (given === '') return restore();
  if (given === '--check') return check();
  throw new BackupError(`"${given}" given, expected --check or nothing`);
});

async function check(): Promise<string> {
  const records = readRegistryBackup(backupInput());
  let count = 0;
  while (!(await records.next()).done) count += 1;
  return `the file is whole and holds ${count} records of the registry`;
}

async function restore(): Promise<string> {
  const counts = { records: 0, added: 0 };
  await withDatabase((store) => restoreRecords(store, readRegistryBackup(backupInput()), counts));
  return `${counts.records} records of the registry, ${counts.added} of them new`;
}

/**
 * `npm run restore -- FILE`: brings what a backup holds back into the running Compose set. The file is
 * read to its end before anything is stored, so that a broken one changes nothing. If DATA names a folder, it
 * brings the backup of a Fleetman in one process there, which must not be at work in it.
 */
import { openSync } from 'node:fs';
import { fail, fileArgument } from './backup-file.mjs';
import { restoreData } from './data/restore-data.mjs';
import { trackerProgram } from './docker-compose.mjs';

const { DATA } = process.env;
const file = fileArgument(`npm run restore -- fleet.${DATA ? 'tar.gz' : 'ndjson.gz'}`);

/** The file from its beginning, as the program's standard input. */
async function run(args) {
  return trackerProgram(args, { stdin: openSync(file, 'r') });
}

async function restoreInto(folder) {
  const names = await restoreData(folder, file);
  console.log(`${folder} has ${names.join(' and ')} again`);
}

async function restoreIntoCompose() {
  if ((await run(['dist/restore.js', '--check'])) !== 0) fail(`${file}: nothing was restored`);
  if ((await run(['dist/restore.js'])) !== 0) {
    fail('The restore failed. What was stored is no harm; the same command again does the rest.');
  }
}

try {
  await (DATA ? restoreInto(DATA) : restoreIntoCompose());
} catch (error) {
  fail(error.message);
}

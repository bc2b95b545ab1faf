/**
 * `npm run restore -- FILE`: brings what a backup holds back into the running Compose set. The file is
 * read to its end before anything is stored, so that a broken one changes nothing.
 */
import { openSync } from 'node:fs';
import { fail, fileArgument } from './backup-file.mjs';
import { trackerProgram } from './docker-compose.mjs';

const file = fileArgument('npm run restore -- fleet.ndjson.gz');

/** The file from its beginning, as the program's standard input. */
async function run(args) {
  return trackerProgram(args, { stdin: openSync(file, 'r') });
}

try {
  if ((await run(['dist/restore.js', '--check'])) !== 0) fail(`${file}: nothing was restored`);
  if ((await run(['dist/restore.js'])) !== 0) {
    fail('The restore failed. What was stored is no harm; the same command again does the rest.');
  }
} catch (error) {
  fail(error.message);
}

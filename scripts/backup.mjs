/**
 * `npm run backup -- FILE`: writes all positions of the running Compose set into a new file or, if DATA names the
 * folder of a Fleetman in one process, all that is kept there.
 */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { fail, fileArgument } from './backup-file.mjs';
import { backUpData } from './data/backup-data.mjs';
import { trackerProgram } from './docker-compose.mjs';

const { DATA } = process.env;
const file = fileArgument(`npm run backup -- fleet.${DATA ? 'tar.gz' : 'ndjson.gz'}`);
if (existsSync(file)) fail(`${file} is there already: nothing was written`);

// Under its name the file is always whole. Where vehicles were is nobody else's business.
const unfinished = `${file}.${process.pid}.unfinished`;
const scratch = `${unfinished}.d`;

async function write(output) {
  if (DATA) {
    await backUpData(DATA, scratch, output);
    return;
  }
  const code = await trackerProgram(['dist/backup.js'], { stdout: output });
  if (code !== 0) throw new Error(`the backup failed (${code}): nothing was written`);
}

try {
  const output = openSync(unfinished, 'wx', 0o600);
  await write(output);
  fsyncSync(output);
  closeSync(output);
  renameSync(unfinished, file);
} catch (error) {
  rmSync(unfinished, { force: true });
  rmSync(scratch, { recursive: true, force: true });
  fail(error.message);
}
rmSync(scratch, { recursive: true, force: true });
console.log(`${file}: ${(statSync(file).size / 1e6).toFixed(1)} MB`);

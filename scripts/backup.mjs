/** `npm run backup -- FILE`: writes all positions of the running Compose set into a new file. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { fail, fileArgument } from './backup-file.mjs';
import { trackerProgram } from './docker-compose.mjs';

const file = fileArgument('npm run backup -- fleet.ndjson.gz');
if (existsSync(file)) fail(`${file} is there already: nothing was written`);

// Under its name the file is always whole. Where vehicles were is nobody else's business.
const unfinished = `${file}.${process.pid}.unfinished`;
try {
  const output = openSync(unfinished, 'wx', 0o600);
  const code = await trackerProgram(['dist/backup.js'], { stdout: output });
  if (code !== 0) throw new Error(`the backup failed (${code}): nothing was written`);
  fsyncSync(output);
  closeSync(output);
  renameSync(unfinished, file);
} catch (error) {
  rmSync(unfinished, { force: true });
  fail(error.message);
}
console.log(`${file}: ${(statSync(file).size / 1e6).toFixed(1)} MB`);

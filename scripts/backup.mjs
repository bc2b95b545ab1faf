/**
 * `npm run backup -- FILE`: writes all positions of the running Compose set into a new file, and what its registry
 * keeps, if it has one, into another beside it. If DATA names the folder of a Fleetman in one process, it writes all
 * that is kept there.
 */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { fail, fileArgument, registryFileOf } from './backup-file.mjs';
import { backUpData } from './data/backup-data.mjs';
import { hasService, serviceProgram } from './docker-compose.mjs';

const { DATA } = process.env;
const file = fileArgument(`npm run backup -- fleet.${DATA ? 'tar.gz' : 'ndjson.gz'}`);

// Under its name a file is always whole. Where vehicles were is nobody else's business.
const unfinished = (name) => `${name}.${process.pid}.unfinished`;
const scratch = `${unfinished(file)}.d`;

/** What writes each file, by its name. */
function parts() {
  if (DATA) return [[file, (output) => backUpData(DATA, scratch, output)]];
  const from = (service) => async (output) => {
    const code = await serviceProgram(service, ['dist/backup.js'], { stdout: output });
    if (code !== 0) throw new Error(`the backup failed (${code}): nothing was written`);
  };
  const registry = hasService('fleet-registry')
    ? [[registryFileOf(file), from('fleet-registry')]]
    : [];
  return [[file, from('position-tracker')], ...registry];
}

async function write(name, work) {
  const output = openSync(unfinished(name), 'wx', 0o600);
  await work(output);
  fsyncSync(output);
  closeSync(output);
}

let names = [file];
try {
  const all = parts();
  names = all.map(([name]) => name);
  for (const name of names) {
    if (existsSync(name)) throw new Error(`${name} is there already: nothing was written`);
  }
  for (const [name, work] of all) await write(name, work);
  for (const name of names) renameSync(unfinished(name), name);
} catch (error) {
  for (const name of names) rmSync(unfinished(name), { force: true });
  rmSync(scratch, { recursive: true, force: true });
  fail(error.message);
}
rmSync(scratch, { recursive: true, force: true });
for (const name of names) console.log(`${name}: ${(statSync(name).size / 1e6).toFixed(1)} MB`);

/**
 * `npm run restore -- FILE`: brings what a backup holds back into the running Compose set, the registry from the file
 * beside it as well. Files are read to their end before anything is stored, so that a broken one changes nothing. If
 * DATA names a folder, it brings the backup of a Fleetman in one process there, which must not be at work in it.
 */
import { existsSync, openSync } from 'node:fs';
import { fail, fileArgument, registryFileOf } from './backup-file.mjs';
import { restoreData } from './data/restore-data.mjs';
import { hasService, serviceProgram } from './docker-compose.mjs';

const { DATA } = process.env;
const file = fileArgument(`npm run restore -- fleet.${DATA ? 'tar.gz' : 'ndjson.gz'}`);

async function restoreInto(folder) {
  const names = await restoreData(folder, file);
  console.log(`${folder} has ${names.join(' and ')} again`);
}

/** Which service takes which file. */
function parts() {
  const positions = { name: file, service: 'position-tracker' };
  const registry = { name: registryFileOf(file), service: 'fleet-registry' };
  if (!hasService(registry.service)) return [positions];
  if (existsSync(registry.name)) return [positions, registry];
  console.error(`There is no ${registry.name}: people and vehicles stay as they are.`);
  return [positions];
}

/** The file from its beginning, as the program's standard input. */
const run = ({ name, service }, args) =>
  serviceProgram(service, args, { stdin: openSync(name, 'r') });

async function restoreIntoCompose() {
  const all = parts();
  for (const part of all) {
    if ((await run(part, ['dist/restore.js', '--check'])) === 0) continue;
    fail(`${part.name}: nothing was restored`);
  }
  for (const part of all) {
    if ((await run(part, ['dist/restore.js'])) === 0) continue;
    fail('The restore failed. What was stored is no harm; the same command again does the rest.');
  }
}

try {
  await (DATA ? restoreInto(DATA) : restoreIntoCompose());
} catch (error) {
  fail(error.message);
}

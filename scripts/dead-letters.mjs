/**
 * `npm run dead-letters -- list|show|replay|drop`: works on what the tracker has parked. With the program that was
 * built, in the folder of `DATA` or at the broker of `QUEUE_URL` if one of them is set; else beside the running
 * Compose set.
 */
import { join, resolve } from 'node:path';
import { fail } from './backup-file.mjs';
import { serviceProgram } from './docker-compose.mjs';
import { node } from './run-node.mjs';

const args = process.argv.slice(2);
const { DATA, QUEUE_URL } = process.env;

/** The settings of a Fleetman in one process; npm runs scripts in the repository's folder, as `npm start`. */
const settingsOf = (folder) => ({
  QUEUE_URL: 'memory:',
  STORE_URL: `sqlite:${join(resolve(folder), 'fleet.db')}`,
});

const program = (env) => node('services/position-tracker/dist/dead-letters.js', args, { env });

try {
  if (DATA) await program(settingsOf(DATA));
  else if (QUEUE_URL) await program({});
  else
    process.exitCode = await serviceProgram('position-tracker', ['dist/dead-letters.js', ...args]);
} catch (error) {
  fail(error.message);
}

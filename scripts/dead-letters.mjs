/**
 * `npm run dead-letters -- list|show|replay|drop`: works on what the tracker has parked. At the broker of
 * `QUEUE_URL` if that is set, with the program that was built; else beside the running Compose set.
 */
import { fail } from './backup-file.mjs';
import { serviceProgram } from './docker-compose.mjs';
import { node } from './run-node.mjs';

const args = process.argv.slice(2);
try {
  if (process.env.QUEUE_URL) await node('services/position-tracker/dist/dead-letters.js', args);
  else
    process.exitCode = await serviceProgram('position-tracker', ['dist/dead-letters.js', ...args]);
} catch (error) {
  fail(error.message);
}

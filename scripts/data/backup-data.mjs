import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { tar } from './tar.mjs';

/** What waits for a writer in hand waits so long, in milliseconds. */
const busyMs = 30_000;

/** Fits a path into SQL as a text. */
const quoted = (path) => `'${path.replaceAll("'", "''")}'`;

/**
 * Writes what the folder `data` keeps into an open file, beside a process that is at work in it: each database as
 * it is at one moment, one after the other. `scratch` is a folder that is not there yet, with room for a copy.
 */
export async function backUpData(data, scratch, output) {
  const folder = resolve(data);
  const names = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.db'))
    : [];
  if (names.length === 0) throw new Error(`there is no database in ${folder}: nothing was written`);
  mkdirSync(scratch, { mode: 0o700 });
  for (const name of names) {
    const database = new DatabaseSync(join(folder, name), { timeout: busyMs });
    // Whole, whatever is written meanwhile, and without the room that removed fixes have left.
    database.exec(`VACUUM INTO ${quoted(join(scratch, name))}`);
    database.close();
  }
  await tar(['-czf', '-', '-C', scratch, ...names], { stdout: output });
}

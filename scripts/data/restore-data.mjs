import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { tar } from './tar.mjs';

/**
 * Brings what a backup holds into the folder `data`, which must not have it yet, so that nothing is lost and no
 * process is at work in it. What is unpacked is checked before anything gets its name.
 */
export async function restoreData(data, file) {
  const folder = resolve(data);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const scratch = join(folder, `restore.${process.pid}.unfinished`);
  mkdirSync(scratch, { mode: 0o700 });
  try {
    await tar(['-xzf', file, '-C', scratch]);
    const names = readdirSync(scratch);
    if (!names.includes('fleet.db')) throw new Error(`${file} holds no fleet.db`);
    for (const name of names) {
      if (!/^\w+\.db$/.test(name))
        throw new Error(`${file} holds ${name}, expected databases only`);
      refuseIfThere(join(folder, name));
      check(join(scratch, name));
    }
    for (const name of names) {
      chmodSync(join(scratch, name), 0o600);
      renameSync(join(scratch, name), join(folder, name));
    }
    return names;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function refuseIfThere(path) {
  // A log of another file would be taken for that of the restored one.
  for (const own of [path, `${path}-wal`]) {
    if (!existsSync(own)) continue;
    throw new Error(
      `${own} is there already: stop Fleetman, and move it away or name another folder`,
    );
  }
}

function check(path) {
  const database = new DatabaseSync(path, { readOnly: true });
  const { quick_check: found } = database.prepare('PRAGMA quick_check(1)').get();
  database.close();
  if (found !== 'ok') throw new Error(`${path} is damaged: ${found}`);
}

import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmbedded, type Embedded } from './start-embedded.ts';

const scripts = fileURLToPath(new URL('../../scripts', import.meta.url));
const run = promisify(execFile);

describe('backup and restore of DATA', () => {
  let folder: string;
  let data: string;
  let embedded: Embedded;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fleetman-backup-'));
    writeFileSync(join(folder, 'index.html'), '<title>Fleet Management</title>');
    data = join(folder, 'data');
    embedded = await start(data, { VEHICLES: '3', BACKFILL: '2m' });
    while ((await vehiclesOf(embedded)).length < 3);
    // Another database beside, as the registry's is.
    const other = new DatabaseSync(join(data, 'other.db'));
    other.exec(`CREATE TABLE people (name TEXT); INSERT INTO people VALUES ('Anna')`);
    other.close();
  });
  afterAll(async () => {
    await embedded.close();
    rmSync(folder, { recursive: true });
  });

  function start(DATA: string, more: Record<string, string>): Promise<Embedded> {
    const environment = { PORT: '0', LOG_LEVEL: 'silent', DATA, ...more };
    return startEmbedded({ environment, page: folder });
  }

  async function vehiclesOf({ url }: Embedded): Promise<{ name: string }[]> {
    return (await (await fetch(`${url}/api/vehicles`)).json()) as { name: string }[];
  }

  /** What a command says: on standard output if it succeeds, on standard error if not. */
  async function say(command: 'backup' | 'restore', DATA: string, file: string): Promise<string> {
    const env = { ...process.env, DATA };
    try {
      return (await run(process.execPath, [join(scripts, `${command}.mjs`), file], { env })).stdout;
    } catch (error) {
      return (error as { stderr: string }).stderr;
    }
  }

  it('keep all of it, beside the process that is at work', async () => {
    const file = join(folder, 'fleet.tar.gz');

    expect(await say('backup', data, file)).toContain(' MB');

    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([]);
    expect(await say('backup', data, file)).toContain('is there already');

    const copy = join(folder, 'copy');
    expect(await say('restore', copy, file)).toContain('fleet.db and letters.db and other.db');
    expect(statSync(copy).mode & 0o777).toBe(0o700);
    expect(statSync(join(copy, 'fleet.db')).mode & 0o777).toBe(0o600);
    const restored = await start(copy, { SIMULATOR: '0' });
    const names = (await vehiclesOf(restored)).map(({ name }) => name);
    await restored.close();
    expect(names).toEqual((await vehiclesOf(embedded)).map(({ name }) => name));
    const other = new DatabaseSync(join(copy, 'other.db'), { readOnly: true });
    expect(other.prepare('SELECT name FROM people').get()).toMatchObject({ name: 'Anna' });
    other.close();
  });

  it('touch no folder that has a database, and leave nothing of a broken file', async () => {
    const file = join(folder, 'second.tar.gz');
    await say('backup', data, file);
    expect(await say('restore', data, file)).toContain('fleet.db is there already: stop Fleetman');

    const broken = join(folder, 'broken.tar.gz');
    writeFileSync(broken, 'no backup');
    const nowhere = join(folder, 'nowhere');
    expect(await say('restore', nowhere, broken)).toContain('tar failed');
    expect(readdirSync(nowhere)).toEqual([]);
    expect(await say('backup', nowhere, join(folder, 'third.tar.gz'))).toContain(
      'there is no database in',
    );
  });
});

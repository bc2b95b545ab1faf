import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmbedded, type Embedded } from './start-embedded.ts';
import { welcome } from './welcome.ts';

const key = '0123456789abcdef0123456789abcdef';

describe('DATA', () => {
  let folder: string;
  let environment: Record<string, string>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fleetman-data-'));
    writeFileSync(join(folder, 'index.html'), '<title>Fleet Management</title>');
    const file = join(folder, 'devices.jsonl');
    const hash = createHash('sha256').update(key).digest('hex');
    writeFileSync(file, JSON.stringify({ vehicle: 'Van 1', key: hash }));
    environment = {
      ...{ PORT: '0', LOG_LEVEL: 'silent', SIMULATOR: '0', DATA: join(folder, 'data') },
      ...{ DEVICES_FILE: file, TELTONIKA_PORT: 'off' },
    };
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const start = (more = {}): Promise<Embedded> =>
    startEmbedded({ environment: { ...environment, ...more }, page: folder });

  const vehiclesOf = async ({ url }: Embedded): Promise<unknown> =>
    (await fetch(`${url}/api/vehicles`)).json();

  it('names a folder that keeps what was confirmed, for its owner alone', async () => {
    const first = await start();
    expect(await vehiclesOf(first)).toEqual([]);
    const now = Date.now();
    const answer = await fetch(
      `${first.url}/in/${key}/osmand?lat=-29.9&lon=-71.25&timestamp=${now}`,
    );
    expect(answer.status).toBe(200);
    await first.close();

    const second = await start();

    expect(await vehiclesOf(second)).toMatchObject([
      { name: 'Van 1', lat: -29.9, timestamp: new Date(now).toISOString() },
    ]);
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'data', 'fleet.db')).mode & 0o777).toBe(0o600);
    await expect(start()).rejects.toThrow('another process is using it');
    await second.close();
  });

  it('is refused with the reason if the folder cannot be written to', async () => {
    const DATA = join(folder, 'index.html');

    await expect(start({ DATA })).rejects.toThrow(
      /^DATA: ".+index.html" given, expected a folder that can be written to \(.*EEXIST/,
    );
  });

  it('goes with a fleet of one’s own alone', () => {
    const text = welcome({ url: 'http://127.0.0.1:8080', fleetSize: 0 });

    expect(text).toContain('waits for the first vehicle to report');
  });
});

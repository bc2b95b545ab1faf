import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { ConfirmedReports } from '../programs/confirmed-reports.ts';
import { runTask } from './run-task.ts';
import { missing, note, test, whenPastIsStored } from './test.ts';

test.skip(missing !== '', missing);

let folder = '';
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fleetman-backup-'));
});
test.afterAll(() => rm(folder, { recursive: true }));

/** The reports in a backup, without its first line, which tells the time. */
async function reportsIn(file: string): Promise<readonly string[]> {
  return gunzipSync(await readFile(file))
    .toString()
    .trimEnd()
    .split('\n')
    .slice(1);
}

test('a backup brings a lost history back, whole and once', async ({ fleet }) => {
  const { set, api } = fleet;
  const [file, second] = [join(folder, 'fleet.ndjson.gz'), join(folder, 'second.ndjson.gz')];
  const withoutVehicles = { SIMULATOR: '0' };
  await whenPastIsStored(fleet);
  await set.up(withoutVehicles);
  const own = ConfirmedReports.start(fleet.queue, 'Ñandú "7" 🚚', 1);
  await own.expectMore(5);
  await own.stop();
  const stored = () => own.discrepancies(api);
  await expect.poll(stored, { timeout: 60_000 }).toEqual({ missing: [], repeated: [] });

  const written = await runTask(fleet, 'backup', file);
  expect(written.code, written.said).toBe(0);
  note(written.said.split('\n').filter(Boolean).join('; '));
  expect((await stat(file)).mode & 0o777).toBe(0o600);

  await set.down('--volumes');
  await set.up(withoutVehicles);
  expect(await api.vehicleNames()).toEqual([]);
  const restored = await runTask(fleet, 'restore', file);
  expect(restored.code, restored.said).toBe(0);

  expect(await own.discrepancies(api)).toEqual({ missing: [], repeated: [] });
  const again = await runTask(fleet, 'restore', file);
  expect(again.said).toContain(' 0 of them new');
  expect((await runTask(fleet, 'backup', second)).code).toBe(0);
  const reports = await reportsIn(file);
  expect(reports.length).toBeGreaterThan(1_000);
  expect(await reportsIn(second)).toEqual(reports);
  await set.up();
});

test('a restore beside vehicles that drive changes nothing that is stored', async ({ fleet }) => {
  const file = join(folder, 'driving.ndjson.gz');
  await fleet.set.up();
  await whenPastIsStored(fleet);
  expect((await runTask(fleet, 'backup', file)).code).toBe(0);

  const restored = await runTask(fleet, 'restore', file);

  expect(restored.code, restored.said).toBe(0);
  expect(restored.said).toContain(' 0 of them new');
});

test('a damaged file, a wrong one and a second backup of one name are refused', async ({
  fleet,
}) => {
  const [file, cut] = [join(folder, 'good.ndjson.gz'), join(folder, 'cut.ndjson.gz')];
  expect((await runTask(fleet, 'backup', file)).code).toBe(0);
  const content = await readFile(file);
  await writeFile(cut, content.subarray(0, content.length / 2));

  const refusals = [
    [await runTask(fleet, 'backup', file), 'is there already: nothing was written'],
    [await runTask(fleet, 'backup'), 'nothing given, expected a file'],
    [
      await runTask(fleet, 'backup', join(folder, 'no-such-folder', 'x')),
      'no such file or directory',
    ],
    [await runTask(fleet, 'restore', cut), /cannot be read after line \d+: unexpected end of file/],
    [await runTask(fleet, 'restore', cut), 'nothing was restored'],
    [await runTask(fleet, 'restore', join(folder, 'no-such-file')), 'no such file or directory'],
    [await runTask(fleet, 'restore', 'compose.yaml'), 'incorrect header check'],
  ] as const;

  for (const [{ code, said }, why] of refusals) {
    expect(said).toMatch(why instanceof RegExp ? why : new RegExp(why));
    expect(code, said).toBe(1);
  }
  expect(await readFile(file)).toEqual(content);
});

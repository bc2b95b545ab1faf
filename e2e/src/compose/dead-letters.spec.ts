import { expect } from '@playwright/test';
import { publishRaw } from '../programs/publish-raw.ts';
import { runTask } from './run-task.ts';
import { missing, test, type RunningSet } from './test.ts';

test.skip(missing !== '', missing);

/** As `npm run dead-letters -- ARGUMENT …`; resolves with its standard output. */
async function deadLetters(fleet: RunningSet, ...args: string[]): Promise<string> {
  const { code, stdout, said } = await runTask(fleet, 'dead-letters', ...args);
  expect(code, said).toBe(0);
  return stdout.trim();
}

test('what is no report is counted, shown, replayed and dropped beside a set that runs', async ({
  fleet,
}) => {
  const notJson = ['--cause', 'not-json'];
  const count = () => deadLetters(fleet, 'list', ...notJson);
  await deadLetters(fleet, 'drop', '--all');

  await publishRaw(fleet.queue, 'a horn');

  await expect.poll(count, { timeout: 60_000 }).toBe('not-json: 1 letters, 1 reports');
  const [shown = ''] = (await deadLetters(fleet, 'show', ...notJson)).split('\n');
  expect(JSON.parse(shown)).toMatchObject({ cause: 'not-json', count: 1, body: 'a horn' });
  // The tracker takes it once more, and parks it once more.
  await deadLetters(fleet, 'replay', ...notJson);
  await expect.poll(count, { timeout: 60_000 }).toBe('not-json: 1 letters, 1 reports');
  await deadLetters(fleet, 'drop', ...notJson);
  expect(await count()).toBe('');
});

test('a wrong command is refused with what was expected', async ({ fleet }) => {
  const { code, said } = await runTask(fleet, 'dead-letters', 'burn');

  expect(said).toContain('"burn" given, expected list, show, replay or drop');
  expect(code).toBe(1);
});

import { expect, test } from '@playwright/test';
import { FleetApi } from '../fleet-api.ts';
import { FleetPage } from '../fleet-page.ts';
import { freePort } from '../program.ts';
import { ComposeSet } from './compose-set.ts';
import { docker } from './docker.ts';
import { openPortsOf, weaknessesOf } from './hardening.ts';
import { whatIsMissing } from './images.ts';

const missing = await whatIsMissing('fleetman-queue:0.1.0');
test.skip(missing !== '', missing);

const project = 'fleetman-activemq-test';
const files = ['compose.yaml', 'compose.activemq.yaml'];

let set: ComposeSet;
let [page, console] = ['', ''];
test.beforeAll(async () => {
  test.setTimeout(500_000);
  const ports = { WEBAPP_PORT: String(await freePort()), CONSOLE_PORT: String(await freePort()) };
  page = `http://localhost:${ports.WEBAPP_PORT}`;
  console = `http://localhost:${ports.CONSOLE_PORT}/admin/`;
  set = new ComposeSet({ project, files, settings: { ...ports, BACKFILL: '0' } });
  await set.down('--volumes');
  await set.up();
});
test.afterAll(() => set.down('--volumes'));

test('ActiveMQ carries the fleet to the page', async ({ page: tab }) => {
  const shown = await FleetPage.open(tab, page);

  await shown.expectFleet(38);
  await shown.expectMovement();
});

test("ActiveMQ's console wants a login, and not the one it comes with", async () => {
  const statusFor = async (login: string): Promise<number> => {
    const headers = { Authorization: `Basic ${Buffer.from(login).toString('base64')}` };
    return (await fetch(console, { headers })).status;
  };

  expect(await statusFor('admin:admin')).toBe(401);
  expect(await statusFor('fleetman:fleetman-development')).toBe(200);
});

test('ActiveMQ may do what it must, and nothing else', async () => {
  const containers = await set.containers();

  expect(containers.flatMap((each) => weaknessesOf(each, project))).toEqual([]);
  expect(containers.flatMap(openPortsOf).sort()).toEqual([
    '8080/tcp on 127.0.0.1',
    '8161/tcp on 127.0.0.1',
  ]);
});

test('ActiveMQ stops when it is told to, and starts again after it was killed', async () => {
  const [queue] = await set.containers('queue');
  const name = queue?.Name.slice(1) ?? '';
  const begun = Date.now();

  await set.compose(['stop', 'queue']);
  // Docker would have killed it after a minute.
  expect(Date.now() - begun).toBeLessThan(50_000);
  expect(await docker(['inspect', '--format', '{{.State.ExitCode}}', name])).toBe('143');
  await docker(['start', name]);
  await docker(['kill', '--signal', 'KILL', name]);
  await docker(['start', name]);

  const started = new Date().toISOString();
  const newest = async () => (await new FleetApi(`${page}/api`).historyTimes('City Truck')).at(-1);
  await expect
    .poll(async () => ((await newest()) ?? '') > started, { timeout: 120_000 })
    .toBe(true);
});

import { expect } from '@playwright/test';
import { FleetApi } from '../programs/fleet-api.ts';
import { allowedAtActiveMq } from '../rights/activemq-rights.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { freePort } from '@fleetman/toolkit/testing';
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

const published = 'fleetman-development';

async function statusFor(login: string, path = ''): Promise<number> {
  const headers = { Authorization: `Basic ${Buffer.from(login).toString('base64')}` };
  const url = new URL(path, console);
  return (await fetch(url, { headers: { ...headers, Origin: url.origin } })).status;
}

test("ActiveMQ's console wants a login, and not the one it comes with", async () => {
  expect(await statusFor('admin:admin')).toBe(401);
  expect(await statusFor(`fleetman:${published}`)).toBe(200);
});

test("fleetman may look at ActiveMQ's console and change nothing; the services may not even look", async () => {
  const purge = 'purgeDestination.action?JMSDestination=positionQueue&JMSDestinationType=queue';

  expect(await statusFor(`fleetman:${published}`, 'queues.jsp')).toBe(200);
  for (const path of [purge, '/api/jolokia/list', '/api/message/positionQueue?type=queue']) {
    expect([path, await statusFor(`fleetman:${published}`, path)]).toEqual([path, 403]);
  }
  for (const user of ['simulator', 'receiver', 'tracker', 'gateway']) {
    expect([user, await statusFor(`${user}:${published}`, 'queues.jsp')]).toEqual([user, 403]);
  }
});

/** What each user of ActiveMQ may do, of all that `allowedAtActiveMq` tries. */
const activeMqRights = {
  simulator: ['publish a report'],
  receiver: ['publish a report'],
  tracker: [
    'publish a report',
    'publish a dead letter',
    'publish live positions',
    'take reports',
    'take dead letters',
    'follow the live feed',
  ],
  gateway: ['follow the live feed'],
  fleetman: [],
};

test('each user of ActiveMQ may do its work, and nothing else', async () => {
  const [container] = await set.containers('position-simulator');
  const onNode = (program: string, ...args: string[]) =>
    docker(['exec', container?.Name.slice(1) ?? '', '/nodejs/bin/node', '-e', program, ...args]);

  for (const [user, rights] of Object.entries(activeMqRights)) {
    const allowed = await allowedAtActiveMq(onNode, 'fleetman-queue', `${user}:${published}`);
    expect([user, ...allowed]).toEqual([user, ...rights]);
  }
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

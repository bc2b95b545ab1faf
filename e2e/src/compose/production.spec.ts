import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { get as getPlain } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from '@playwright/test';
import { freePort } from '@fleetman/toolkit/testing';
import { askTls, type Answer, type Question } from '../machines/ask-tls.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { ComposeSet, serviceOf } from './compose-set.ts';
import { command, docker, root } from './docker.ts';
import { openPortsOf, weaknessesOf } from './hardening.ts';
import { whatIsMissing } from './images.ts';
import { goodForProduction, productionFiles, secrets } from './production-settings.ts';
import { runTask } from './run-task.ts';

const missing = await whatIsMissing();
test.skip(missing !== '', missing);

const project = 'fleetman-production-test';
const password = 'open sesame, said Ali Baba';
const login = { method: 'POST', body: { login: 'admin', password } };

/** What was made anew is known within this time. */
const soon = { timeout: 90_000 };

/** One story: each test goes on where the one before has come to. */
test.describe.configure({ mode: 'serial' });

let set: ComposeSet;
let [http, https] = [0, 0];
/** The first admin's session. */
let Cookie = '';
/** The key of the vehicle's phone. */
let key = '';

test.beforeAll(async () => {
  test.setTimeout(600_000);
  await haveCaddy();
  [http, https] = [await freePort(), await freePort()];
  const ports = {
    HTTP_PORT: `127.0.0.1:${http}`,
    HTTPS_PORT: `127.0.0.1:${https}`,
    TELTONIKA_PORT: String(await freePort()),
  };
  const settings = { ...goodForProduction, ...ports, SIMULATOR: '0' };
  set = new ComposeSet({ project, files: productionFiles, settings });
  await set.down('--volumes');
});
test.afterAll(() => set.down('--volumes'));

const ask = (path: string, question?: Question): Promise<Answer> => askTls(https, path, question);

/** Asks as the admin does. */
async function askAsAdmin(path: string, question: Question = {}): Promise<unknown> {
  const { status, text } = await ask(path, { ...question, headers: { Cookie } });
  if (status >= 300) throw new Error(`${path} answered ${status}: ${text}`);
  return JSON.parse(text);
}

test('starts nothing with a published password or without a login, and says which', async () => {
  const bad = { QUEUE_PASSWORD: 'fleetman-development', DOMAIN: 'https://localhost', LOGIN: 'off' };
  const shared = { MONGODB_PASSWORD_REGISTRY: secrets.MONGODB_PASSWORD };

  const { code, said } = await set.attempt(['up', '--no-build', '--detach'], { ...bad, ...shared });

  expect(code).not.toBe(0);
  expect(said).toContain('check-settings');
  const log = await set.compose(['logs', 'check-settings']);
  expect(log).toContain('QUEUE_PASSWORD: expected a secret of your own');
  expect(log).toContain('DOMAIN: expected the name in the address of the page');
  expect(log).toContain('LOGIN: expected password');
  expect(log).toContain('MONGODB_PASSWORD_REGISTRY: expected another secret');
  expect(log).not.toContain('SESSION_SECRET');
  const running = (await set.containers()).filter(({ State }) => State.Running);
  expect(running.map(serviceOf)).toEqual([]);
});

test('shows nobody the fleet without a session', async () => {
  await set.up();

  expect((await ask('/')).status).toBe(200);
  for (const path of ['/api/vehicles', '/api/fleet', '/api/registry/vehicles', '/api/people']) {
    expect([path, (await ask(path)).status]).toEqual([path, 401]);
  }
  expect(JSON.parse((await ask('/api/session')).text)).toEqual({
    login: 'password',
    registry: true,
  });
});

test('lets the first admin in by the link in its log', async () => {
  const log = await set.compose(['logs', '--no-log-prefix', 'api-gateway']);
  const [, token] = /\/#\/link\/(\S+) behind its address/.exec(log) ?? [];

  const { status, headers } = await ask('/api/session/link', {
    method: 'POST',
    body: { token, password },
  });

  expect(status).toBe(200);
  const [given = ''] = headers['set-cookie'] ?? [];
  expect(given).toMatch(/^__Host-fleetman=.*; HttpOnly; SameSite=Lax; Secure$/);
  [Cookie = ''] = given.split(';');
  expect(await askAsAdmin('/api/vehicles')).toEqual([]);
  const again = { method: 'POST', body: { token, password } };
  expect((await ask('/api/session/link', again)).status).toBe(401);
});

test('takes the report of a vehicle that was added, and none with a wrong key', async () => {
  await askAsAdmin('/api/vehicles/van-1', { method: 'PUT', body: { name: 'Anna’s van' } });
  const made = await askAsAdmin('/api/vehicles/van-1/keys', { method: 'POST', body: {} });
  ({ key } = made as { key: string });
  const fix = 'osmand?lat=-29.9045&lon=-71.2489';

  expect((await ask(`/in/${'0'.repeat(32)}/${fix}`)).status).toBe(401);
  expect((await ask(`/in/${key}/${fix}`)).status).toBe(200);

  // An app that was given the page's address in place of the receiver's is never told yes.
  expect((await ask('/?lat=-29.9&lon=-71.2')).status).toBe(404);
  await expect
    .poll(() => askAsAdmin('/api/registry/knocks'))
    .toMatchObject([{ why: 'unknown-key' }]);
});

test('shows the vehicle to a browser that logs in', async ({ browser, consoleErrors }) => {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  consoleErrors.watch(context);
  // Until the login the gateway answers nothing.
  consoleErrors.allow(/^Failed to load resource: .*\b401\b/, /^WebSocket connection to /);
  const page = await context.newPage();

  const shown = await FleetPage.open(page, `https://localhost:${https}`);
  const dialog = page.getByRole('dialog', { name: 'Log in' });
  await dialog.getByLabel('Login name').fill('admin', { timeout: 60_000 });
  await dialog.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');

  await expect(shown.rows).toContainText([/Anna’s van/], { timeout: 60_000 });
  await expect(shown.status).toContainText('Live');
  expect(shown.strangers).toEqual([]);
  await context.close();
});

test('sends browsers to TLS, and tells them to stay there', async () => {
  const location = await new Promise((settle, reject) => {
    getPlain(`http://localhost:${http}/?vehicle=A`, (answer) => {
      answer.resume();
      settle(answer.headers.location);
    }).on('error', reject);
  });
  expect(location).toBe('https://localhost/?vehicle=A');
  for (const path of ['/', '/api/vehicles']) {
    const { headers } = await ask(path);
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
  }
});

test('publishes the ports of Caddy only, and gives no container more than it needs', async () => {
  const containers = await set.containers();

  expect(containers.flatMap(openPortsOf).sort()).toEqual([
    '443/tcp on 127.0.0.1',
    '443/udp on 127.0.0.1',
    // Of this machine, until TELTONIKA_BIND says otherwise.
    '5027/tcp on 127.0.0.1',
    '80/tcp on 127.0.0.1',
  ]);
  expect(containers.flatMap((each) => weaknessesOf(each, project)).sort()).toEqual([
    // Root without its powers, as compose.production.yaml explains.
    'caddy has NET_BIND_SERVICE',
    'caddy runs as ""',
    // It does its work once.
    'check-settings stays away after a crash',
  ]);
});

test('keeps what opens the door out of its logs, also when a part of it is away', async () => {
  await set.compose(['stop', 'position-receiver']);
  expect((await ask(`/in/${key}/osmand?lat=-29.9&lon=-71.2`)).status).toBe(502);

  const log = await set.compose(['logs']);

  expect(log).toContain('handled request');
  expect(log).toContain('"uri":"/in"');
  const [, session = ''] = Cookie.split('=');
  for (const secret of [key, session, password, ...Object.values(secrets)]) {
    expect(log).not.toContain(secret);
  }
});

test('keeps people, vehicles and history when all of it is made anew', async () => {
  const history = await askAsAdmin('/api/history/van-1');
  expect(history).toHaveLength(1);

  await set.down();
  await set.up();

  // The session as well: the secret is the same.
  expect(await askAsAdmin('/api/registry/vehicles')).toMatchObject([{ name: 'Anna’s van' }]);
  await expect.poll(() => askAsAdmin('/api/history/van-1')).toEqual(history);
  expect((await ask('/api/session', login)).status).toBe(200);
  expect((await ask(`/in/${key}/osmand?lat=-29.9046&lon=-71.2489`)).status).toBe(200);
  await expect.poll(() => askAsAdmin('/api/history/van-1')).toHaveLength(2);
});

test('brings a vehicle that was forgotten back from a backup, with its key and history', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fleetman-backup-'));
  try {
    const file = join(folder, 'fleet.ndjson.gz');
    const ofAdmin = { headers: { Cookie } };
    const textOf = async (path: string) => (await ask(path, ofAdmin)).text;
    const history = await textOf('/api/history/van-1');
    expect(await runTask({ set }, 'backup', file)).toMatchObject({ code: 0 });
    const registry = join(folder, 'fleet.registry.ndjson.gz');
    expect((await stat(registry)).mode & 0o777).toBe(0o600);
    const forgotten = await ask('/api/vehicles/van-1', { ...ofAdmin, method: 'DELETE' });
    expect(forgotten.status).toBe(204);
    expect(await askAsAdmin('/api/registry/vehicles')).toEqual([]);

    expect(await runTask({ set }, 'restore', file)).toMatchObject({ code: 0 });
    await set.compose(['restart', 'fleet-registry']);

    await expect.poll(() => textOf('/api/registry/vehicles'), soon).toContain('Anna’s van');
    await expect.poll(() => textOf('/api/history/van-1'), soon).toBe(history);
    const report = () => ask(`/in/${key}/osmand?lat=-29.9047&lon=-71.2489`);
    await expect.poll(async () => (await report()).status, soon).toBe(200);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** Where the rig stands in for a registry of images it has no Caddy: then we make our own stand-in. */
async function haveCaddy(): Promise<void> {
  if ((await command('docker', ['image', 'inspect', 'caddy:2.11'])).code === 0) return;
  const rig = resolve(root, process.env['FLEETMAN_RIG'] ?? '../shared/rig');
  if (!existsSync(rig)) return;
  const build = ['build', '--network', 'host', '--tag', 'caddy:2.11', 'e2e/src/compose/caddy'];
  await docker(build, { timeoutMs: 500_000 });
}

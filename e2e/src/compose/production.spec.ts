import { existsSync } from 'node:fs';
import { get, type RequestOptions } from 'node:https';
import { get as getPlain, type IncomingHttpHeaders } from 'node:http';
import { resolve } from 'node:path';
import { expect } from '@playwright/test';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { freePort } from '@fleetman/toolkit/testing';
import { ComposeSet, serviceOf } from './compose-set.ts';
import { command, docker, root } from './docker.ts';
import { openPortsOf, weaknessesOf } from './hardening.ts';
import { whatIsMissing } from './images.ts';
import { goodForProduction, pagePassword, secrets } from './production-settings.ts';

const missing = await whatIsMissing();
test.skip(missing !== '', missing);

const project = 'fleetman-production-test';
const files = ['compose.yaml', 'compose.production.yaml'];
const cookie = `__Host-fleetman=${secrets.SESSION_SECRET}`;
const login = { auth: `fleetman:${pagePassword}` };

let set: ComposeSet;
let [http, https] = [0, 0];
test.beforeAll(async () => {
  test.setTimeout(600_000);
  await haveCaddy();
  [http, https] = [await freePort(), await freePort()];
  const ports = { HTTP_PORT: `127.0.0.1:${http}`, HTTPS_PORT: `127.0.0.1:${https}` };
  const settings = { ...goodForProduction, ...ports, BACKFILL: '1m' };
  set = new ComposeSet({ project, files, settings });
  await set.down('--volumes');
});
test.afterAll(() => set.down('--volumes'));

test('starts nothing with a published password, and says which', async () => {
  const settings = { QUEUE_PASSWORD: 'fleetman-development', DOMAIN: 'https://localhost' };

  const { code, said } = await set.attempt(['up', '--no-build', '--detach'], settings);

  expect(code).not.toBe(0);
  expect(said).toContain('check-settings');
  const log = await set.compose(['logs', 'check-settings']);
  expect(log).toContain('QUEUE_PASSWORD: expected a secret of your own');
  expect(log).toContain('DOMAIN: expected the name in the address of the page');
  expect(log).not.toContain('MONGODB_PASSWORD');
  const running = (await set.containers()).filter(({ State }) => State.Running);
  expect(running.map(serviceOf)).toEqual([]);
});

test('lets nobody in without the login', async () => {
  await set.up();

  for (const path of ['/', '/index.html', '/config.json', '/api/vehicles', '/health/ready']) {
    const { status, headers } = await ask(path);
    expect([path, status]).toEqual([path, 401]);
    expect(headers['set-cookie']).toBeUndefined();
  }
  expect((await ask('/', { auth: 'fleetman:wrong' })).status).toBe(401);
  expect((await ask('/', { auth: `other:${pagePassword}` })).status).toBe(401);
  expect((await ask('/', login)).status).toBe(200);
});

test('gives a cookie with the page that opens the socket and nothing else', async () => {
  await set.up();
  const socket = '/api/socket.io/?EIO=4&transport=websocket';
  const upgrade = {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': Buffer.from('sixteen letters.').toString('base64'),
  };

  const [given] = (await ask('/', login)).headers['set-cookie'] ?? [];
  expect(given).toBe(`${cookie}; Path=/; Secure; HttpOnly; SameSite=Strict`);
  expect((await ask(socket, { headers: upgrade })).status).toBe(401);
  expect((await ask(socket, { headers: { ...upgrade, Cookie: cookie } })).status).toBe(101);
  const wrong = `${cookie.slice(0, -1)}x`;
  expect((await ask(socket, { headers: { ...upgrade, Cookie: wrong } })).status).toBe(401);
  for (const path of ['/', '/api/vehicles', '/api/socket.io/../vehicles']) {
    expect((await ask(path, { headers: { Cookie: cookie } })).status).toBe(401);
  }
});

test('sends browsers to TLS, and tells them to stay there', async () => {
  await set.up();

  const location = await new Promise((settle, reject) => {
    getPlain(`http://localhost:${http}/?vehicle=A`, (answer) => {
      answer.resume();
      settle(answer.headers.location);
    }).on('error', reject);
  });
  expect(location).toBe('https://localhost/?vehicle=A');
  for (const path of ['/', '/api/vehicles']) {
    const { headers } = await ask(path, login);
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
  }
});

test('shows the fleet driving to a browser that has logged in', async ({
  browser,
  consoleErrors,
}) => {
  await set.up();
  const httpCredentials = { username: 'fleetman', password: pagePassword };
  const context = await browser.newContext({ ignoreHTTPSErrors: true, httpCredentials });
  consoleErrors.watch(context);
  const page = await context.newPage();

  const shown = await FleetPage.open(page, `https://localhost:${https}`);

  await shown.expectFleet(38);
  await shown.expectMovement();
  expect(shown.strangers).toEqual([]);
  await context.close();
});

test('publishes the ports of Caddy only, and gives no container more than it needs', async () => {
  await set.up();
  const containers = await set.containers();

  expect(containers.flatMap(openPortsOf).sort()).toEqual([
    '443/tcp on 127.0.0.1',
    '443/udp on 127.0.0.1',
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

test('keeps what opens the door out of its logs', async () => {
  await set.up();
  await ask('/', login);
  await ask('/api/socket.io/', { headers: { Cookie: cookie } });

  const log = await set.compose(['logs']);

  expect(log).toContain('handled request');
  for (const secret of [pagePassword, ...Object.values(secrets)]) expect(log).not.toContain(secret);
  expect(log).not.toContain(Buffer.from(login.auth).toString('base64'));
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

/** Asks Caddy, whose certificate nobody knows here. An answer that changes the protocol is one, too. */
function ask(path: string, options: RequestOptions = {}): Promise<Answer> {
  return new Promise((settle, reject) => {
    const place = { host: 'localhost', port: https, path, rejectUnauthorized: false };
    const request = get({ ...place, ...options }, (answer) => {
      answer.resume();
      settle({ status: answer.statusCode ?? 0, headers: answer.headers });
    });
    request.on('upgrade', ({ statusCode, headers }, stream) => {
      stream.destroy();
      settle({ status: statusCode ?? 0, headers });
    });
    request.on('error', reject);
  });
}

/** Where the rig stands in for a registry of images it has no Caddy: then we make our own stand-in. */
async function haveCaddy(): Promise<void> {
  if ((await command('docker', ['image', 'inspect', 'caddy:2.11'])).code === 0) return;
  const rig = resolve(root, process.env['FLEETMAN_RIG'] ?? '../shared/rig');
  if (!existsSync(rig)) return;
  const build = ['build', '--network', 'host', '--tag', 'caddy:2.11', 'e2e/src/compose/caddy'];
  await docker(build, { timeoutMs: 500_000 });
}

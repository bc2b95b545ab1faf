import { expect } from '@playwright/test';
import type { Container } from '../machines/docker.ts';
import { askRaw } from './ask-raw.ts';
import { startFakeGateway, type Echo } from './fake-gateway.ts';
import { test } from './test.ts';
import { whenLive } from './when-live.ts';

async function echo(url: string, init?: RequestInit): Promise<Echo> {
  return (await (await fetch(url, init)).json()) as Echo;
}

/** Which gateway answers now; undefined where none does. */
async function gatewayBehind(url: string): Promise<string | undefined> {
  const response = await fetch(`${url}/api/vehicles`);
  return response.ok ? ((await response.json()) as Echo).gateway : undefined;
}

/** As long as nginx keeps an address, and a little for a busy machine. */
const soon = { timeout: 30_000 };

test('starts without a gateway, and finds it when it comes and when it moves', async ({
  sandbox,
}) => {
  const url = await whenLive(await sandbox.start('webapp'));

  const answer = await fetch(`${url}/api/vehicles?x=1`);
  expect(answer.status).toBe(502);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await answer.json()).toEqual({
    type: 'urn:fleetman:gateway-away',
    title: 'The gateway is away',
    status: 502,
    detail: 'the gateway cannot be reached, or did not answer in time',
    instance: '/api/vehicles',
  });
  // What would break the JSON is left out of it.
  expect(JSON.parse((await askRaw(url, '/api/"vehicles"')).body)).toMatchObject({
    instance: '/api/',
  });

  const first = await startFakeGateway(sandbox, 'first');
  await expect.poll(() => gatewayBehind(url), soon).toBe('first');

  // Both at once, so that the second has another address.
  const second = await startFakeGateway(sandbox, 'second');
  await expect.poll(() => second.inspect('{{.State.Running}}')).toBe('true');
  await first.remove();
  await expect.poll(() => gatewayBehind(url), soon).toBe('second');
});

test.describe('with a gateway', () => {
  let container: Container;
  let url: string;

  test.beforeEach(async ({ sandbox }) => {
    await startFakeGateway(sandbox);
    container = await sandbox.start('webapp');
    url = await whenLive(container);
    await expect.poll(() => gatewayBehind(url), soon).toBe('first');
  });

  test('passes the path on as it was written, without /api', async () => {
    for (const path of [
      '/history/a%2Fb%20c?limit=3&since=2026-01-01T00%3A00%3A00Z',
      '/vehicles/%E2%82%AC%25%3F',
      '/vehicles/',
      '/',
    ]) {
      expect((await echo(`${url}/api${path}`)).url).toBe(path);
    }
  });

  test('tells the gateway who asks and by which name, whatever the client claims', async () => {
    const { headers } = await echo(`${url}/api/vehicles`, {
      headers: { 'X-Forwarded-For': '6.6.6.6', 'X-Forwarded-Proto': 'https' },
    });

    expect(headers['host']).toBe(new URL(url).host);
    expect(headers['x-forwarded-for']).toMatch(/^6\.6\.6\.6, \d+\.\d+\.\d+\.\d+$/);
    expect(headers['x-forwarded-proto']).toBe('https');
    const { headers: plain } = await echo(`${url}/api/vehicles`);
    expect(plain['x-forwarded-proto']).toBe('http');
  });

  test('lets nothing but a socket take a connection over', async () => {
    const { body } = await askRaw(url, '/api/vehicles', { Connection: 'Upgrade', Upgrade: 'h2c' });

    // A fake gateway's answer.
    const { headers } = JSON.parse(body) as Echo;
    expect(headers['upgrade']).toBeUndefined();
    expect(headers['connection']).not.toBe('upgrade');
  });

  test('hands a file of vehicles on to the gateway, and takes as much nowhere else', async () => {
    const [most, more] = ['x'.repeat(7_900_000), 'x'.repeat(9_000_000)];
    const send = (path: string, body: string) => fetch(url + path, { method: 'POST', body });

    const answer = await send('/api/registry/vehicles/import', most);
    expect(((await answer.json()) as Echo).length).toBe(most.length);
    expect((await send('/api/registry/vehicles/import', more)).status).toBe(413);
    expect((await send('/', 'x'.repeat(20_000))).status).toBe(413);
  });

  test("leaves the gateway's headers as they are, and packs its answers", async () => {
    const response = await fetch(`${url}/api/large`, { headers: { 'Accept-Encoding': 'gzip' } });

    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('referrer-policy')).toBe('from-the-gateway');
    expect(response.headers.get('content-security-policy')).toBeNull();
    expect(((await response.json()) as Echo).url).toBe('/large');
  });

  test("keeps the gateway's metrics and health to those who run it", async () => {
    for (const path of [
      'metrics',
      'METRICS',
      'metrics/',
      '/metrics',
      '%6detrics',
      'health/ready',
    ]) {
      expect((await fetch(`${url}/api/${path}`)).status, path).toBe(404);
    }
  });

  test('refuses what an app sends that was given its address', async () => {
    const form = { method: 'POST', body: new URLSearchParams({ lat: '1', lon: '2' }) };
    for (const [path, init] of [
      ['/?id=1&lat=1&lon=2', {}],
      ['/api/vehicles?latitude=1&longitude=2', {}],
      ['/', form],
      ['/api/vehicles', form],
    ] as const) {
      const response = await fetch(url + path, init);

      expect(response.status, path).toBe(404);
      expect(((await response.json()) as { detail: string }).detail).toContain('/in/<key>/<app>');
    }
    expect((await fetch(`${url}/?map=1,2,3`)).status).toBe(200);
  });

  test('answers what it was asked before it stops', async () => {
    const slow = echo(`${url}/api/slow`);
    // Nobody is told that a request has arrived; a second one that was answered came after it.
    await gatewayBehind(url);
    const stopped = container.stop();

    expect((await slow).url).toBe('/slow');
    expect((await stopped).code).toBe(0);
  });
});

test('passes sockets on, to those pages only that the gateway lets in', async ({ sandbox }) => {
  const gateway = await sandbox.start('api-gateway', { aliases: ['fleetman-api-gateway'] });
  await whenLive(gateway);
  const { host } = new URL(await whenLive(await sandbox.start('webapp')));
  const address = `ws://${host}/api/socket.io/?EIO=4&transport=websocket`;
  const open = (origin: string): Promise<string> =>
    new Promise((resolve) => {
      // The types are the browser's; Node's own takes headers too.
      const socket = new WebSocket(address, { headers: { Origin: origin } } as unknown as string[]);
      socket.onmessage = ({ data }) => {
        resolve(String(data));
        socket.close();
      };
      socket.onerror = () => {
        resolve('refused');
      };
    });

  await expect.poll(() => open(`http://${host}`), soon).toContain('"pingInterval":1000');
  expect(await open('http://elsewhere.example')).toBe('refused');
});

test('completes names as a pod does, by the namespace and domain of its search list', async ({
  sandbox,
}) => {
  await startFakeGateway(sandbox, 'ours', ['fleetman-api-gateway.fleet.svc.cluster.test']);
  await startFakeGateway(sandbox, 'theirs', ['fleetman-api-gateway.other.svc.cluster.test']);
  const asAPod = [
    '--dns-search=fleet.svc.cluster.test',
    '--dns-search=svc.cluster.test',
    '--dns-search=cluster.test',
    '--dns-option=ndots:5',
  ];

  for (const [name, gateway] of [
    ['fleetman-api-gateway', 'ours'],
    ['fleetman-api-gateway.other', 'theirs'],
    ['fleetman-api-gateway.other.svc', 'theirs'],
    ['fleetman-api-gateway.fleet.svc.cluster.test', 'ours'],
  ] as const) {
    const environment = { GATEWAY_URL: `http://${name}:8080` };
    const webapp = await sandbox.start('webapp', { options: asAPod, environment });
    const url = await whenLive(webapp);
    await expect.poll(() => gatewayBehind(url), soon).toBe(gateway);

    const { code, stdout } = await webapp.execute('nslookup', name);
    expect(code, stdout).toBe(0);
    expect(stdout).toMatch(/Name:\s+fleetman-api-gateway\.(fleet|other)\.svc\.cluster\.test/);
  }
});

test('knows the names in /etc/hosts', async ({ sandbox }) => {
  const gateway = await startFakeGateway(sandbox);
  const address = await gateway.inspect('{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}');
  const webapp = await sandbox.start('webapp', {
    options: [`--add-host=gateway.internal:${address}`],
    environment: { GATEWAY_URL: 'http://gateway.internal:8080/' },
  });

  const url = await whenLive(webapp);
  await expect.poll(() => gatewayBehind(url), soon).toBe('first');
});

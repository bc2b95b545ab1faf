import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { cutNetwork } from '../page-tools/console-errors.ts';
import { startFakeGateway, type Echo } from './fake-gateway.ts';
import { openPage } from './open-page.ts';
import { version } from './our-images.ts';
import { test } from './test.ts';
import { whenLive } from './when-live.ts';

const defaults = {
  mapStyle: 'off',
  release: null,
  version,
  staleAfter: 60_000,
  silentAfter: 300_000,
  baseMap: null,
};

const settingsOf = async (url: string): Promise<unknown> =>
  (await fetch(`${url}/config.json`)).json();

test('tells the page its settings', async ({ sandbox }) => {
  const plain = await whenLive(await sandbox.start('webapp'));
  expect(await settingsOf(plain)).toEqual(defaults);

  const baseMap = 'https://maps.example:8443/a/city.pmtiles?key=a&b=1';
  const chosen = await whenLive(
    await sandbox.start('webapp', {
      environment: {
        MAP_STYLE: 'online',
        RELEASE: '1',
        STALE_AFTER: '90s',
        SILENT_AFTER: '1.5h',
        BASE_MAP: baseMap,
      },
    }),
  );
  expect(await settingsOf(chosen)).toEqual({
    mapStyle: 'online',
    release: '1',
    version,
    staleAfter: 90_000,
    silentAfter: 5_400_000,
    baseMap,
  });
  // The page may ask that server, and no other.
  const policy = (await fetch(chosen)).headers.get('content-security-policy');
  expect(policy?.split(';')).toContain(
    "connect-src 'self' https://tiles.openfreemap.org https://maps.example:8443",
  );
});

test('serves a base map that is mounted, in the parts that a browser asks for', async ({
  sandbox,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'fleetman-maps-'));
  await chmod(folder, 0o755);
  await writeFile(join(folder, 'city.pmtiles'), 'PMTiles and more');
  try {
    const webapp = await sandbox.start('webapp', {
      environment: { BASE_MAP: '/maps/city.pmtiles', PATH_PREFIX: '/fleet' },
      options: [`--volume=${folder}:/maps:ro`],
    });
    const url = `${await whenLive(webapp)}/fleet`;
    expect(await settingsOf(url)).toEqual({ ...defaults, baseMap: 'own-map.pmtiles' });

    const part = await fetch(`${url}/own-map.pmtiles`, { headers: { Range: 'bytes=0-6' } });

    expect(part.status).toBe(206);
    expect(await part.text()).toBe('PMTiles');
    expect(part.headers.get('content-encoding')).toBeNull();
  } finally {
    await rm(folder, { recursive: true });
  }
});

for (const [name, value, expected] of [
  ['PATH_PREFIX', 'fleet', 'nothing or a path like /fleet, without a slash at its end'],
  ['PATH_PREFIX', '/fleet/', 'nothing or a path like /fleet, without a slash at its end'],
  ['PATH_PREFIX', '/a;return 200;#', 'nothing or a path like /fleet, without a slash at its end'],
  ['RELEASE', '7', '0, 0-5, 1, 2 or nothing'],
  ['RELEASE', '1"\n1', '0, 0-5, 1, 2 or nothing'],
  ['MAP_STYLE', 'x', 'off or online'],
  ['STALE_AFTER', '5', 'a duration of 1s or more, like 30s or 5m'],
  ['SILENT_AFTER', '999ms', 'a duration of 1s or more, like 30s or 5m'],
  ['BASE_MAP', '/maps/city.pmtiles', 'a file that is there and may be read'],
  [
    'BASE_MAP',
    '/maps/city.mbtiles',
    'the path of a file in this container, or a URL, without spaces, that ends in .pmtiles, .geojson or .json',
  ],
  [
    'GATEWAY_URL',
    'fleetman-api-gateway:8080',
    'a URL like http://fleetman-api-gateway:8080, without a path',
  ],
  [
    'GATEWAY_URL',
    'http://gateway/$host',
    'a URL like http://fleetman-api-gateway:8080, without a path',
  ],
  [
    'GATEWAY_URL',
    'http://gateway:99999',
    'a URL like http://fleetman-api-gateway:8080, without a path',
  ],
] as const) {
  test(`refuses ${name}=${JSON.stringify(value)}`, async ({ sandbox }) => {
    const container = await sandbox.start('webapp', { environment: { [name]: value } });

    expect(await container.ended()).toBe(1);
    expect((await container.log('stderr')).join('\n')).toBe(
      `webapp cannot start with these settings:\n  ${name}: "${value}" given, expected ${expected}`,
    );
    expect(await container.log()).toEqual([]);
  });
}

test('says what it needs where it may write nowhere', async ({ sandbox }) => {
  const container = await sandbox.start('webapp', { options: ['--tmpfs=/tmp:ro'] });

  expect(await container.ended()).toBe(1);
  expect((await container.log('stderr')).join('\n')).toContain('/tmp is read-only');
});

test('serves page and gateway below a prefix', async ({ sandbox, page, consoleErrors }) => {
  await startFakeGateway(sandbox);
  // That one has no socket.
  consoleErrors.allow(cutNetwork.socket);
  const webapp = await sandbox.start('webapp', { environment: { PATH_PREFIX: '/map/fleet' } });
  const url = await whenLive(webapp);

  const redirect = await fetch(`${url}/map/fleet?vehicle=Bus`, { redirect: 'manual' });
  expect(redirect.status).toBe(308);
  expect(redirect.headers.get('location')).toBe('/map/fleet/?vehicle=Bus');
  expect((await fetch(`${url}/map/fleet/health/ready`)).status).toBe(200);
  for (const path of [
    '/',
    '/index.html',
    '/config.json',
    '/api/vehicles',
    '/map/',
    '/map/fleets',
  ]) {
    expect((await fetch(url + path)).status, path).toBe(404);
  }
  expect(await (await fetch(`${url}/nowhere`)).text()).toContain('href="/map/fleet/"');
  await expect.poll(async () => (await fetch(`${url}/map/fleet/api/a%2Fb`)).status).toBe(200);
  const answer = await fetch(`${url}/map/fleet/api/a%2Fb?c=%2F`);
  expect(((await answer.json()) as Echo).url).toBe('/a%2Fb?c=%2F');

  const failed: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) failed.push(response.url());
  });
  const heading = page.getByRole('heading', { name: 'Fleet Management' });
  await openPage(`${url}/map/fleet/`, heading);
  expect(failed).toEqual([]);
});

test.describe('the releases of the course', () => {
  for (const release of ['0', '0-5', '1', '2']) {
    test(`release${release} is told to the page`, async ({ sandbox }) => {
      const url = await whenLive(await sandbox.start('webapp', { tag: `release${release}` }));

      expect(await settingsOf(url)).toEqual({ ...defaults, release });
    });
  }

  test('show at a glance which one runs, without a back end', async ({ sandbox, page }) => {
    const heading = page.getByRole('heading', { name: 'Fleet Management' });
    const list = page.getByRole('region', { name: 'Fleet' });
    const canvas = page.locator('fleet-map canvas').first();
    const open = async (tag: string) =>
      openPage(await whenLive(await sandbox.start('webapp', { tag })), canvas);

    await open('release0');
    await expect(heading).toBeHidden();
    await expect(list).toBeHidden();

    await open('release0-5');
    await expect(heading).toBeVisible();
    await expect(page.getByText('Prototype, release 0.5')).toBeVisible();
    await expect(list).toContainText('The list of vehicles will be here.');
  });
});

import { expect } from '@playwright/test';
import { startFakeGateway, type Echo } from './fake-gateway.ts';
import { version } from './our-images.ts';
import { test } from './test.ts';
import { whenLive } from './when-live.ts';

const settingsOf = async (url: string): Promise<unknown> =>
  (await fetch(`${url}/config.json`)).json();

test('tells the page its settings', async ({ sandbox }) => {
  const plain = await whenLive(await sandbox.start('webapp'));
  expect(await settingsOf(plain)).toEqual({ mapStyle: 'off', release: null, version });

  const environment = { MAP_STYLE: 'online', RELEASE: '1' };
  const chosen = await whenLive(await sandbox.start('webapp', { environment }));
  expect(await settingsOf(chosen)).toEqual({ mapStyle: 'online', release: '1', version });
});

for (const [name, value, expected] of [
  ['PATH_PREFIX', 'fleet', 'nothing or a path like /fleet, without a slash at its end'],
  ['PATH_PREFIX', '/fleet/', 'nothing or a path like /fleet, without a slash at its end'],
  ['PATH_PREFIX', '/a;return 200;#', 'nothing or a path like /fleet, without a slash at its end'],
  ['RELEASE', '7', '0, 0-5, 1, 2 or nothing'],
  ['RELEASE', '1"\n1', '0, 0-5, 1, 2 or nothing'],
  ['MAP_STYLE', 'x', 'off or online'],
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

test('serves page and gateway below a prefix', async ({ sandbox, page }) => {
  await startFakeGateway(sandbox);
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
  await expect.poll(async () => (await fetch(`${url}/map/fleet/api/a%2Fb`)).status).toBe(200);
  const answer = await fetch(`${url}/map/fleet/api/a%2Fb?c=%2F`);
  expect(((await answer.json()) as Echo).url).toBe('/a%2Fb?c=%2F');

  const failed: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) failed.push(response.url());
  });
  await page.goto(`${url}/map/fleet/`);
  await expect(page.getByRole('heading', { name: 'Fleet Management' })).toBeVisible();
  expect(failed).toEqual([]);
});

test.describe('the releases of the course', () => {
  for (const release of ['0', '0-5', '1', '2']) {
    test(`release${release} is told to the page`, async ({ sandbox }) => {
      const url = await whenLive(await sandbox.start('webapp', { tag: `release${release}` }));

      expect(await settingsOf(url)).toEqual({ mapStyle: 'off', release, version });
    });
  }

  test('show at a glance which one runs, without a back end', async ({ sandbox, page }) => {
    const heading = page.getByRole('heading', { name: 'Fleet Management' });
    const list = page.getByRole('complementary', { name: 'Fleet' });

    await page.goto(await whenLive(await sandbox.start('webapp', { tag: 'release0' })));
    await expect(page.locator('fleet-map canvas').first()).toBeVisible();
    await expect(heading).toBeHidden();
    await expect(list).toBeHidden();

    await page.goto(await whenLive(await sandbox.start('webapp', { tag: 'release0-5' })));
    await expect(page.locator('fleet-map canvas').first()).toBeVisible();
    await expect(heading).toBeVisible();
    await expect(page.getByText('Release 0-5')).toBeVisible();
    await expect(list).toContainText('The list of vehicles will be here.');
  });
});

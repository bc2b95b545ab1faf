import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { countPixels } from '../page-tools/count-pixels.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { vectorTown } from '../own-map/town.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';
import { startTlsProxy } from '../machines/tls-proxy.ts';

test.use({ ignoreHTTPSErrors: true });

test.describe('behind a proxy that ends TLS and has a prefix', () => {
  let folder: string;
  let program: Program;
  let proxy: Awaited<ReturnType<typeof startTlsProxy>>;

  test.beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fleetman-prefix-'));
    const map = join(folder, 'town.pmtiles');
    await writeFile(map, vectorTown());
    program = await Program.start('embedded/dist/main.js', {
      BACKFILL: '10m',
      BASE_MAP: map,
      TLS: '1',
      TRUST_PROXY: '1',
    });
    proxy = await startTlsProxy(program.url, '/map/fleet');
  });
  test.afterAll(async () => {
    await proxy.close();
    await program.stop('SIGINT');
    await rm(folder, { recursive: true });
  });

  test('the page is live, goes back in time, and asks nothing outside', async ({ page }) => {
    const outside: string[] = [];
    const sockets: string[] = [];
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(proxy.url) && !/^(blob|data):/.test(url)) outside.push(url);
    });
    page.on('websocket', (socket) => sockets.push(socket.url()));
    const asked = page.waitForResponse((answer) => answer.url().includes('/api/fleet?at='));

    const fleet = await FleetPage.open(page, proxy.url);
    await fleet.expectFleet(38);
    await page.getByRole('slider', { name: 'Time that is shown' }).press('PageDown');

    expect((await asked).status()).toBe(200);
    expect(sockets.map((url) => url.split('?')[0])).toContain(
      `${proxy.url.replace('https', 'wss')}api/socket.io/`,
    );
    expect(outside).toEqual([]);
  });

  test('an unknown path has a page with a way back, in both languages', async ({
    page,
    consoleErrors,
  }) => {
    // Chromium says so of every page that is answered so.
    consoleErrors.allow(/the server responded with a status of 404/);
    const answer = await page.goto(`${proxy.url}not/here?at=all`);

    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing here');
    await expect(page.getByRole('link', { name: '지도로 이동' })).toBeVisible();
    const width = await page.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth);
    expect(width).toBeGreaterThan(0);
    await page.getByRole('link', { name: 'To the map' }).click();

    await expect(page).toHaveURL(new RegExp(`^${proxy.url}`));
    await expect(page.getByRole('heading', { name: 'Fleet Management' })).toBeVisible();
  });

  test('the map of another region is found below the prefix', async ({ page }) => {
    // The fleet drives elsewhere: without one it is the region that one sees.
    await page.route('**/config.json', async (route) => {
      const settings = (await (await route.fetch()).json()) as object;
      await route.fulfill({ json: { ...settings, release: '0' } });
    });

    const fleet = await FleetPage.open(page, proxy.url);

    await expect
      .poll(async () => countPixels(page, await fleet.picture(), '#ffd08a'))
      .toBeGreaterThan(1_000);
  });
});

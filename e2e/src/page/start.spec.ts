import { expect, type Page, type Route } from '@playwright/test';
import { cutNetwork } from '../page-tools/console-errors.ts';
import { countPixels } from '../page-tools/count-pixels.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';

/** Lets no script or map file through that `isCut` names, until the returned function is called. */
async function cutFiles(page: Page, isCut: (path: string) => boolean): Promise<() => void> {
  let isOver = false;
  await page.route(/\.js$|\/base-map\/\w+\.json$/, (route) => {
    const { pathname } = new URL(route.request().url());
    return !isOver && isCut(pathname) ? route.abort('connectionrefused') : route.continue();
  });
  return () => {
    isOver = true;
  };
}

/** The scripts that the page cannot start without, by their paths; all others come later. */
async function firstScripts(url: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const follow = async (path: string): Promise<void> => {
    const text = await (await fetch(url + path)).text();
    for (const [, name = ''] of text.matchAll(/(?:src=|from ?|import ?)"(?:\.\/)?([\w-]+\.js)"/g)) {
      if (found.has(`/${name}`)) continue;
      found.add(`/${name}`);
      await follow(`/${name}`);
    }
  };
  await follow('/');
  return found;
}

/** Another release of the page: its main script has another name. */
async function upgrade(page: Page): Promise<void> {
  const rename = async (route: Route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/main-\w{8}\.js/, 'main-ANEWNAME.js');
    await route.fulfill({ response, body });
  };
  await page.route(/\/(\?.*)?$/, (route) =>
    route.request().resourceType() === 'fetch' ? rename(route) : route.continue(),
  );
}

test.describe('the page, when its server fails', () => {
  let embedded: Program;
  test.beforeAll(async () => {
    embedded = await Program.start('embedded/dist/main.js', { BACKFILL: '0' });
  });
  test.afterAll(() => embedded.stop('SIGINT'));

  test('comes by itself when its scripts could not be had for 10 s', async ({
    page,
    consoleErrors,
  }) => {
    consoleErrors.allow(cutNetwork.request);
    const end = await cutFiles(page, () => true);
    const began = Date.now();
    await page.goto(embedded.url);

    await expect(page.getByRole('alert')).toContainText('its server does not answer');
    await expect(page.getByRole('button', { name: 'Try again now' })).toBeVisible();
    await expect.poll(() => Date.now() - began).toBeGreaterThan(10_000);
    end();

    await expect(page.locator('fleet-connection-status')).toContainText('Live', {
      timeout: 20_000,
    });
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('comes in Korean words too', async ({ browser, consoleErrors }) => {
    consoleErrors.allow(cutNetwork.request);
    const context = await browser.newContext({ locale: 'ko-KR' });
    const page = await context.newPage();
    await cutFiles(page, () => true);

    await page.goto(embedded.url);

    await expect(page.getByRole('alert')).toContainText('서버가 응답하지 않아');
    await context.close();
  });

  test('gets the parts that it could not have at first, and says so until then', async ({
    page,
    consoleErrors,
  }) => {
    consoleErrors.allow(cutNetwork.request);
    const first = await firstScripts(embedded.url);
    const end = await cutFiles(page, (path) => !first.has(path));
    await page.goto(`${embedded.url}/?vehicle=City+Truck`);

    // Header and list are there without the rest.
    await expect(page.locator('fleet-connection-status')).toContainText('Live');
    await expect(page.getByRole('option', { name: 'City Truck' })).toBeVisible();
    await expect(page.getByRole('alert')).toContainText('could not be loaded');
    end();
    await page.getByRole('button', { name: 'Try now' }).click();

    await expect(page.getByRole('region', { name: 'Selected vehicle' })).toBeVisible();
    await expect(page.getByText('OpenStreetMap contributors')).toBeVisible();
    await expect(page.getByRole('slider', { name: 'Time that is shown' })).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('draws the streets and starts with its settings, which its server had not at first', async ({
    page,
    consoleErrors,
  }) => {
    consoleErrors.allow(cutNetwork.request);
    let failures = 0;
    const failOnce = (route: Route) => (++failures <= 2 ? route.abort() : route.continue());
    await page.route('**/config.json', failOnce);
    const end = await cutFiles(page, (path) => path.endsWith('/streets.json'));
    await page.goto(`${embedded.url}/?map=-29.9078,-71.2545,15`);
    await expect(page.getByRole('slider', { name: 'Time that is shown' })).toBeVisible();
    expect(failures).toBeGreaterThan(2);
    const primary = '#ffe8a8';
    const map = page.locator('fleet-map');
    expect(await countPixels(page, await map.screenshot(), primary)).toBe(0);

    end();

    await expect
      .poll(async () => countPixels(page, await map.screenshot(), primary), { timeout: 30_000 })
      .toBeGreaterThan(100);
  });

  test('opens settings and panel while the map is still to come', async ({ page }) => {
    await page.route('**/base-map/*.json', () => undefined);
    const fleet = await FleetPage.open(page, embedded.url);

    await page.getByRole('button', { name: 'Settings' }).click();
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    await page.keyboard.press('Escape');
    await fleet.rows.first().click();

    await expect(fleet.card).toBeVisible();
  });

  test('reloads itself for another release, but not while somebody types', async ({ page }) => {
    await page.addInitScript(() => {
      // Pages reload spread over some seconds.
      Math.random = () => 0;
    });
    await FleetPage.open(page, embedded.url);
    const search = page.getByRole('searchbox');
    await search.fill('truck');
    await page.clock.install();
    await upgrade(page);
    await page.evaluate(() => {
      Object.assign(globalThis, { isOldPage: true });
      dispatchEvent(new Event('online'));
    });

    await expect(page.getByText('There is a new version of this page.')).toBeVisible();
    await page.clock.fastForward(60_000);
    expect(await page.evaluate(() => 'isOldPage' in globalThis)).toBe(true);
    await search.blur();
    const loaded = page.waitForEvent('load');
    await page.clock.fastForward(60_000);
    await loaded;

    expect(await page.evaluate(() => 'isOldPage' in globalThis)).toBe(false);
  });

  test('shows no list to whom one vehicle is shared, before the server has said so', async ({
    page,
  }) => {
    await page.route('**/api/session', () => undefined);
    await page.goto(embedded.url);
    await expect(page.getByRole('region', { name: 'Fleet' })).toBeVisible();
    await page.evaluate(
      (until) => {
        localStorage.setItem('fleetman.shared-until', until);
      },
      new Date(Date.now() + 60_000).toISOString(),
    );

    await page.reload();

    await expect(page.locator('fleet-connection-status')).toContainText('Live');
    await expect(page.locator('main > .side')).toBeHidden();
  });

  test('can be installed', async ({ page }) => {
    await page.goto(embedded.url);
    const chromium = await page.context().newCDPSession(page);

    const { url, errors } = await chromium.send('Page.getAppManifest');
    const { installabilityErrors } = await chromium.send('Page.getInstallabilityErrors');

    expect(url).toBe(`${embedded.url}/manifest.webmanifest`);
    expect(errors).toEqual([]);
    // A page that a test opens has no profile to install it to.
    expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
  });
});

import { expect, type Page } from '@playwright/test';
import { cutNetwork } from '../page-tools/console-errors.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { JavaGateway } from '../programs/java-gateway.ts';
import { OneVehicleTracker } from '../programs/one-vehicle-tracker.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';
import { servePage } from '../page-tools/serve-page.ts';

/** Everything that a page of this kind asks its gateway for; `/` while it looks for one that has a socket. */
const asOfJava = /^\/(vehicles\/|history\/[^/]+|socket\.io\/)?$/;

/** Waits until a vehicle's speed in the list, which grows with each report, is another one. */
async function expectNews(page: Page): Promise<void> {
  const speed = page.locator('#vehicles').getByRole('option').first().locator('.speed');
  const before = await speed.textContent();
  await expect(speed).not.toHaveText(before ?? '');
}

test.describe('over the gateway of the Java system', () => {
  const closing: (() => Promise<unknown>)[] = [];
  let tracker: OneVehicleTracker;
  let gateway: JavaGateway;
  let url: string;

  test.beforeEach(async ({ consoleErrors }) => {
    // What this gateway does not have, a socket and a card; a browser says so of each try.
    consoleErrors.allow(cutNetwork.socket, /\b404\b.*\/api\/\)$/);
    tracker = await OneVehicleTracker.start();
    closing.push(() => tracker.stop());
    gateway = await JavaGateway.start(tracker.url);
    closing.push(() => gateway.close());
    const pageServer = await servePage(gateway.url);
    closing.push(() => pageServer.close());
    url = pageServer.url;
  });
  test.afterEach(async ({ page }) => {
    await page.close();
    for (const close of closing.splice(0).reverse()) await close();
  });

  test('the page asks once a second, and says so', async ({ page }) => {
    const fleet = await FleetPage.open(page, url);

    await expect(fleet.status).toContainText('Live, once a second');
    await expect(fleet.rows).toHaveCount(1);
    await expectNews(page);
    await fleet.expectMovement();
    await fleet.rows.first().click();
    await expect(fleet.card).toContainText('City Truck');

    // No past: it has none, and is not asked for it.
    await expect(page.getByRole('slider')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'History', exact: true })).toHaveCount(0);
    expect(gateway.asked.filter((path) => !asOfJava.test(path))).toEqual([]);
    expect(gateway.asked).toContain('/history/City%20Truck');
  });

  test('the page keeps the fleet while the tracker is away, and says that there is no news', async ({
    page,
  }) => {
    const fleet = await FleetPage.open(page, url);
    await expect(fleet.rows).toHaveCount(1);

    await tracker.stop();
    await expect(fleet.status).toContainText('No news of the fleet');
    await expect(fleet.rows).toHaveCount(1);

    await tracker.restart();
    await expect(fleet.status).toContainText('Live, once a second');
    await expectNews(page);
  });

  test('the page takes the socket when one of ours is put in its place', async ({
    page,
    consoleErrors,
  }) => {
    consoleErrors.allow(cutNetwork.request, cutNetwork.badGateway);
    const fleet = await FleetPage.open(page, url);
    await expect(fleet.status).toContainText('Live, once a second');

    const { port } = gateway;
    closing.splice(1, 1);
    await gateway.close();
    await expect(fleet.status).toContainText('Connection lost');
    const ours = await Program.start(
      'services/api-gateway/dist/main.js',
      { TRACKER_URL: tracker.url },
      port,
    );
    closing.push(() => ours.stop());

    await expect(fleet.status).toHaveText(/^\s*Live\s*1 vehicle/, { timeout: 20_000 });
    await expect(fleet.status).not.toContainText('once a second');
    await expect(page.getByRole('slider', { name: 'Time that is shown' })).toBeVisible();
  });
});

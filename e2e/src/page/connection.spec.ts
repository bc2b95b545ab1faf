import { expect, type Page } from '@playwright/test';
import { cutNetwork } from '../page-tools/console-errors.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { OneVehicleTracker } from '../programs/one-vehicle-tracker.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';
import { servePage } from '../page-tools/serve-page.ts';
import { WeakNetwork } from '../machines/weak-network.ts';

/** What an issue of the page promises: shown as lost within the first, true again within the second. */
const shownWithinMs = 5_000;
const healedWithinMs = 2_000;

/** From its first moment on the page keeps which speeds it showed, and whether it was loaded anew. */
function keepSpeeds(): void {
  const shown: string[] = [];
  const look = () => {
    const speed = document.querySelector('[role=option] .speed')?.textContent ?? '';
    if (speed !== '' && speed !== shown.at(-1)) shown.push(speed);
    document.documentElement.dataset['shownSpeeds'] = shown.join();
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
  });
}

/** The speeds that the page has shown since it was loaded, one after the other. */
async function shownSpeeds(page: Page): Promise<number[]> {
  const shown = await page.evaluate(() => document.documentElement.dataset['shownSpeeds'] ?? '');
  return shown.split(',').map((speed) => parseInt(speed));
}

test.describe('the connection of the page', () => {
  const closing: (() => Promise<unknown>)[] = [];
  let tracker: OneVehicleTracker;
  let gateway: Program;
  let network: WeakNetwork;
  let fleet: FleetPage;

  const startGateway = (port?: number) => {
    const environment = { TRACKER_URL: tracker.url, TRACKER_TIMEOUT: '1s' };
    return Program.start('services/api-gateway/dist/main.js', environment, port);
  };

  test.beforeEach(async ({ page, consoleErrors }) => {
    consoleErrors.allow(cutNetwork.socket, cutNetwork.request, cutNetwork.badGateway);
    tracker = await OneVehicleTracker.start();
    closing.push(() => tracker.stop());
    gateway = await startGateway();
    closing.push(() => gateway.stop());
    const pageServer = await servePage(gateway.url);
    closing.push(() => pageServer.close());
    network = await WeakNetwork.to(pageServer.url);
    closing.push(() => network.close());
    await page.addInitScript(keepSpeeds);
    fleet = await FleetPage.open(page, network.url);
    await fleet.expectFleet(1);
    await fleet.expectWhole();
  });
  test.afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  /** The page shows what the tracker says, now and a moment later. */
  async function expectLive(timeout: number): Promise<void> {
    const since = tracker.speed;
    await expect(fleet.status).toContainText('Live', { timeout });
    await expect
      .poll(async () => (await shownSpeeds(fleet.page)).at(-1), { timeout })
      .toBeGreaterThanOrEqual(since);
  }

  /** So many more reports come in, one a second. */
  async function expectReports(count: number): Promise<void> {
    const goal = tracker.speed + count;
    await expect.poll(() => tracker.speed, { timeout: 30_000 }).toBeGreaterThanOrEqual(goal);
  }

  test('heals by itself when the gateway is killed and comes back', async ({ page }) => {
    const before = await shownSpeeds(page);

    await gateway.stop('SIGKILL');
    await expect(fleet.status).toContainText('Connection lost', { timeout: shownWithinMs });
    gateway = await startGateway(gateway.port);

    await expectLive(15_000);
    // It was not loaded anew: what it showed first it still knows.
    expect((await shownSpeeds(page)).slice(0, before.length)).toEqual(before);
  });

  test('is shown as lost when the network is, and true again as soon as it returns', async ({
    page,
  }) => {
    network.lose();
    await expect(fleet.status).toContainText('Connection lost', { timeout: shownWithinMs });
    const before = await shownSpeeds(page);
    await expectReports(5);
    const returnedAt = tracker.speed;

    network.return();

    await expectLive(healedWithinMs);
    const since = (await shownSpeeds(page)).slice(before.length);
    expect(Math.min(...since), 'reports of the time without a network').toBeGreaterThanOrEqual(
      returnedAt,
    );
  });

  test('takes no harm from a network that is away for a moment', async () => {
    network.lose();
    await expectReports(2);
    network.return();

    await expectLive(healedWithinMs);
  });

  test('says that the tracker is away, and that it is back', async () => {
    await tracker.stop();
    await expect(fleet.status).toContainText('No news of the fleet');
    await expect(fleet.status).not.toContainText('Live');

    await tracker.restart();

    await expectLive(15_000);
  });
});
